"""deploy/cloudformation.yaml opens nothing to the world, allows little, and writes no secret down."""

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import template_checks as promises
from cfnlint.decode import cfn_yaml
from template_checks import CHECKS, Check, Template

ROOT = Path(__file__).resolve().parents[2]
PATH = ROOT / "deploy" / "cloudformation.yaml"
CHANNELS = ROOT / "btg_desktop" / "adapters" / "channels"


def decoded() -> Template:
    return dict(json.loads(json.dumps(cfn_yaml.load(str(PATH)))))


@pytest.fixture(scope="module")
def template() -> Template:
    return decoded()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_template_keeps_its_promises(template: Template, check: Check) -> None:
    assert check(template) == []


# --- the checks themselves ---------------------------------------------------------------------


def properties(template: Template, name: str) -> Any:
    return template["Resources"][name]["Properties"]


def data(template: Template) -> Any:
    return properties(template, "LaunchTemplate")["LaunchTemplateData"]


def statement(template: Template, sid: str) -> Any:
    return next(found for _, found in promises.statements(template) if found["Sid"] == sid)


def rule(port: int, **source: str) -> Template:
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port} | source


def rights(**changed: Any) -> Callable[[Template], object]:
    return lambda t: statement(t, "ReadTheOneSecret").update(changed)


BROKEN: list[tuple[Check, Callable[[Template], object]]] = [
    (
        promises.nothing_opens_ssh,
        lambda t: properties(t, "InstanceSecurityGroup").update(
            SecurityGroupIngress=[rule(22, CidrIp="0.0.0.0/0")]
        ),
    ),
    (promises.nothing_opens_ssh, lambda t: properties(t, "InstanceIngress").update(FromPort=0)),
    (promises.nothing_opens_ssh, lambda t: properties(t, "InstanceIngress").update(IpProtocol=-1)),
    (promises.nothing_opens_ssh, lambda t: data(t).update(KeyName="administradores")),
    (
        promises.only_callers_and_the_load_balancer_come_in,
        lambda t: properties(t, "InstanceIngress").update(CidrIp="0.0.0.0/0"),
    ),
    (
        promises.only_callers_and_the_load_balancer_come_in,
        lambda t: properties(t, "LoadBalancerSecurityGroup")["SecurityGroupIngress"].append(
            rule(443, CidrIpv6="::/0")
        ),
    ),
    (
        promises.parameters_refuse_all_addresses,
        lambda t: t["Parameters"]["AllowedCidr"].update(Default="0.0.0.0/0"),
    ),
    (
        promises.parameters_refuse_all_addresses,
        lambda t: t["Parameters"]["AllowedCidr"].update(AllowedPattern=r"^[\d./]+$"),
    ),
    (
        promises.only_https_goes_anywhere,
        lambda t: properties(t, "InstanceSecurityGroup").pop("SecurityGroupEgress"),
    ),
    (
        promises.only_https_goes_anywhere,
        lambda t: properties(t, "InstanceSecurityGroup")["SecurityGroupEgress"].append(
            rule(80, CidrIp="0.0.0.0/0")
        ),
    ),
    (
        promises.only_https_goes_anywhere,
        lambda t: t["Resources"].update(
            Egress={"Type": "AWS::EC2::SecurityGroupEgress", "Properties": rule(25, CidrIp="0.0.0.0/0")}
        ),
    ),
    (promises.callers_get_tls_alone, lambda t: properties(t, "HttpsListener").pop("SslPolicy")),
    (
        promises.callers_get_tls_alone,
        lambda t: properties(t, "HttpListener").update(DefaultActions=[{"Type": "forward"}]),
    ),
    (promises.metadata_wants_a_session, lambda t: data(t)["MetadataOptions"].update(HttpTokens="optional")),
    (promises.metadata_wants_a_session, lambda t: data(t)["MetadataOptions"].pop("HttpPutResponseHopLimit")),
    (
        promises.instances_are_private_and_encrypted,
        lambda t: data(t)["NetworkInterfaces"][0].pop("AssociatePublicIpAddress"),
    ),
    (
        promises.instances_are_private_and_encrypted,
        lambda t: data(t)["BlockDeviceMappings"][0]["Ebs"].pop("Encrypted"),
    ),
    (promises.rights_are_narrow, rights(Resource="*")),
    (promises.rights_are_narrow, rights(Resource="arn:aws:secretsmanager:*:*:secret:*")),
    (promises.rights_are_narrow, rights(Action="secretsmanager:*")),
    (promises.rights_are_narrow, rights(NotAction="iam:*", Action=[])),
    (promises.rights_are_narrow, rights(NotResource="arn:aws:s3:::x")),
    (
        promises.rights_are_narrow,
        lambda t: properties(t, "InstanceRole")["ManagedPolicyArns"].append(
            "arn:aws:iam::aws:policy/AdministratorAccess"
        ),
    ),
    (
        promises.e_mail_comes_from_one_sender,
        lambda t: statement(t, "SendFromTheBanksAddress").pop("Condition"),
    ),
    (
        promises.text_messages_go_to_telephones_alone,
        lambda t: statement(t, "TextTelephones").update(NotResource="arn:aws:s3:::x"),
    ),
    (
        promises.no_secret_is_written_down,
        lambda t: properties(t, "MongoDbSecret").update(SecretString="mongodb://btg:clave@db/"),
    ),
    (
        promises.no_secret_is_written_down,
        lambda t: t["Parameters"].update(MongoDbPassword={"Type": "String"}),
    ),
    (promises.no_secret_is_written_down, lambda t: t["Parameters"].update(Clave={"NoEcho": True})),
    (
        promises.no_secret_is_written_down,
        lambda t: data(t).update(UserData={"Fn::Sub": "{{resolve:secretsmanager:${MongoDbSecret}}}"}),
    ),
    (
        promises.no_secret_is_written_down,
        lambda t: data(t).update(UserData="export BTG_MONGODB_URI=mongodb+srv://btg:clave@db/"),
    ),
]


@pytest.mark.parametrize(("check", "spoil"), BROKEN)
def test_a_template_that_breaks_a_promise_is_found_out(
    template: Template, check: Check, spoil: Callable[[Template], object]
) -> None:
    spoiled = copy.deepcopy(template)
    spoil(spoiled)
    assert check(spoiled)


def test_every_check_has_shown_that_it_can_fail() -> None:
    assert {check for check, _ in BROKEN} == set(CHECKS)


# --- the program and its rights ----------------------------------------------------------------


def calls_of_the_program() -> set[str]:
    """What the message channels ask of AWS, as IAM names it."""
    calls = set()
    for module in CHANNELS.glob("*.py"):
        text = module.read_text()
        through_us = re.findall(r"AwsService\(\"(\w+)\"", text)
        calls |= {(name, call) for name in through_us for call in re.findall(r"\.call\(\s*\"(\w+)\"", text)}
        calls |= set(re.findall(r"boto3\.client\(\"(\w+)\".*?\)\.(\w+)\(", text))
    return {
        f"{name.removesuffix('v2')}:{''.join(word.title() for word in call.split('_'))}"
        for name, call in calls
    }


def test_the_messages_policy_allows_exactly_what_the_program_calls(template: Template) -> None:
    allowed = [found for name, found in promises.statements(template) if name == "MessagesPolicy"]
    actions = [action for found in allowed for action in promises.as_list(found["Action"])]
    assert sorted(actions) == sorted(calls_of_the_program())
