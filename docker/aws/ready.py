"""The health check of the local SES and SNS: verifies the sender's address, as SES wants before it sends.

moto forgets everything when it stops, so each check asks again; asking twice changes nothing.
"""

import os

import boto3

boto3.client("ses").verify_email_identity(EmailAddress=os.environ["SES_SENDER"])
boto3.client("sns").get_sms_attributes()
