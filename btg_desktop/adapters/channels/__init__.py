"""How a message leaves: SES e-mail, SNS text message, or files in a folder."""
