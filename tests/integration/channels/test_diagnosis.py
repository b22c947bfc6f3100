"""What `doctor` says of SES: whatever it meets there, an answer and no traceback."""

import pytest

from btg_desktop.adapters.channels.diagnosis import aws_facts


@pytest.mark.parametrize("wrong", ["moto:5000", "not an address"])
def test_an_endpoint_that_is_no_address_is_named(aws_settings, wrong):
    aws_settings.setenv("AWS_ENDPOINT_URL", wrong)
    ready, detail = aws_facts()
    assert not ready
    assert wrong in detail


def test_a_service_that_speaks_something_else_is_named(endpoint):
    endpoint.reply(200, "<html>Welcome</html>", Content_Type="text/html")
    assert aws_facts() == (False, "SES: lo que contesta en esa dirección no es SES")


def test_a_refusal_is_named_by_its_code(endpoint):
    endpoint.refuse_as_ses(403, "AccessDeniedException")
    assert aws_facts() == (False, "SES: AccessDeniedException")


def test_an_account_that_was_stopped_is_not_ready(endpoint):
    endpoint.reply(200, '{"SendingEnabled": false}', Content_Type="application/json")
    assert aws_facts() == (False, "SES: el envío está suspendido")


def test_an_account_that_may_send_is_ready(endpoint):
    endpoint.reply(
        200, '{"SendingEnabled": true, "ProductionAccessEnabled": true}', Content_Type="application/json"
    )
    assert aws_facts() == (True, "SES: envío activo, producción")
