"""What CloudFormation would make of the template: who comes in, who may do what, and where the secret is."""

from moto_stack import REGION, Stack


def test_the_stack_has_instances_that_only_the_load_balancer_reaches(stack: Stack) -> None:
    assert "KeyName" not in stack.instance
    ports = {rule["FromPort"]: rule for rule in stack.rules_in}
    assert set(ports) == {80, 443, 8000}
    assert ports[8000]["IpRanges"] == []
    assert len(ports[8000]["UserIdGroupPairs"]) == 1
    assert [[r["CidrIp"] for r in ports[port]["IpRanges"]] for port in (80, 443)] == [["10.0.0.0/8"]] * 2


def test_the_rights_of_the_stack_name_one_secret_one_image_and_one_sender(stack: Stack) -> None:
    assert stack.secret_arn in stack.policies
    assert f"arn:aws:ecr:{REGION}:123456789012:repository/btg-desktop-api" in stack.policies
    assert '{"ses:FromAddress": "notificaciones@banco.example"}' in stack.policies
    assert "${" not in stack.policies


def test_the_user_data_names_the_secret_but_does_not_hold_it(stack: Stack) -> None:
    assert stack.secret_arn in stack.user_data
    assert "cl4ve" not in stack.user_data
    assert "cl4ve" not in stack.policies
