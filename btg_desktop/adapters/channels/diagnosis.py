"""Whether the message channels are ready, for `doctor`. Nothing is sent to anybody."""

from typing import Final

_TIMEOUT_S: Final = 5


def aws_facts() -> tuple[bool, str]:
    """Ask SES whether this account may send: (ready, what it says)."""
    import boto3
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError, ClientError
    from botocore.parsers import ResponseParserError

    limits = Config(connect_timeout=_TIMEOUT_S, read_timeout=_TIMEOUT_S, retries={"total_max_attempts": 1})
    try:
        account = boto3.client("sesv2", config=limits).get_account()
    except ClientError as error:
        return False, f"SES: {error.response['Error']['Code']}"
    except (BotoCoreError, ResponseParserError) as error:
        return False, f"SES: {type(error).__name__}"
    except ValueError as error:
        return False, f"SES: {error}"  # a bad endpoint
    if "SendingEnabled" not in account:
        return False, "SES: lo que contesta en esa dirección no es SES"
    if not account["SendingEnabled"]:
        return False, "SES: el envío está suspendido"
    stage = "producción" if account.get("ProductionAccessEnabled") else "pruebas (sandbox)"
    return True, f"SES: envío activo, {stage}"
