"""A stack of deploy/cloudformation.yaml as moto makes it, which stands in for CloudFormation and resolves it.

moto's CloudFormation knows neither SES, Secrets Manager nor CloudWatch alarms: the secret is made beside the
stack, the others are left out, and so are the outputs, which name them.
"""

import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import boto3
from cfnlint.decode import cfn_yaml

PATH: Final = Path(__file__).resolve().parents[2] / "deploy" / "cloudformation.yaml"
REGION: Final = "us-east-1"
SECRET: Final = "mongodb+srv://btg:cl4ve@db.banco.example/"
DIGEST: Final = "sha256:" + "a" * 64
IMAGE: Final = f"123456789012.dkr.ecr.{REGION}.amazonaws.com/btg-desktop-api@{DIGEST}"
UNKNOWN_TO_MOTO: Final = ("MongoDbSecret", "NotServingAlarm", "EmailIdentity", "ConfigurationSet")


def template_for_moto() -> str:
    template = json.loads(json.dumps(cfn_yaml.load(str(PATH))))
    for name in UNKNOWN_TO_MOTO:
        del template["Resources"][name]
    template["Parameters"]["MongoDbSecret"] = {"Type": "String"}
    del template["Outputs"]
    return json.dumps(template)


@dataclass(frozen=True)
class Stack:
    """What CloudFormation made."""

    secret_arn: str
    instance: dict[str, Any]
    user_data: str
    policies: str
    rules_in: list[dict[str, Any]]

    def file(self, path: str) -> str:
        """What the user data writes into this file of the instance."""
        (content,) = re.findall(
            rf"^cat >{path} <<'END'\n(.*?)^END$", self.user_data, re.MULTILINE | re.DOTALL
        )
        return str(content)


def make_stack() -> Stack:
    ec2, iam = boto3.client("ec2"), boto3.client("iam")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = ",".join(
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{n}.0/24", AvailabilityZone=REGION + zone)["Subnet"][
            "SubnetId"
        ]
        for n, zone in enumerate("ab")
    )
    secret = boto3.client("secretsmanager").create_secret(Name="btg", SecretString=SECRET)["ARN"]
    certificate = boto3.client("acm").request_certificate(DomainName="api.banco.example")["CertificateArn"]
    parameters = {
        "VpcId": vpc,
        "LoadBalancerSubnetIds": subnets,
        "InstanceSubnetIds": subnets,
        "AllowedCidr": "10.0.0.0/8",
        "MongoDbCidr": "10.20.0.0/24",
        "CertificateArn": certificate,
        "ImageDigest": DIGEST,
        "Branch": "Bogotá Centro",
        "EmailDomain": "banco.example",
        "CreateEmailIdentity": "no",
        "DesktopPrincipalArn": "arn:aws:iam::123456789012:role/sucursales",
        "MongoDbSecret": secret,
    }
    cloudformation = boto3.client("cloudformation")
    cloudformation.create_stack(
        StackName="btg",
        TemplateBody=template_for_moto(),
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        Capabilities=["CAPABILITY_IAM"],
    )
    resources = {
        resource["LogicalResourceId"]: resource.get("PhysicalResourceId")
        for resource in cloudformation.describe_stack_resources(StackName="btg")["StackResources"]
    }
    (reservation, *_) = ec2.describe_instances()["Reservations"]
    instance = reservation["Instances"][0]
    user_data = ec2.describe_instance_attribute(InstanceId=instance["InstanceId"], Attribute="userData")
    groups = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    role = iam.get_role_policy(RoleName=resources["InstanceRole"], PolicyName="serve")["PolicyDocument"]
    messages = iam.get_policy_version(PolicyArn=resources["MessagesPolicy"], VersionId="v1")
    assert resources["DesktopRole"]
    return Stack(
        secret_arn=secret,
        instance=instance,
        user_data=base64.b64decode(user_data["UserData"]["Value"]).decode(),
        policies=json.dumps([role, messages["PolicyVersion"]["Document"]]),
        rules_in=[
            rule for group in groups if group["GroupName"] != "default" for rule in group["IpPermissions"]
        ],
    )
