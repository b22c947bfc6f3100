"""What deploy/cloudformation.yaml promises, as functions that name each broken promise of a template.

They judge the template as written, with its intrinsic functions, so a promise holds for every parameter.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

Template = dict[str, Any]
Check = Callable[[Template], list[str]]

ANYWHERE: Final = ("0.0.0.0/0", "::/0")

WITHOUT_RESOURCES: Final = frozenset(
    {
        "ecr:GetAuthorizationToken",
        "ses:GetAccount",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
        "ssm:UpdateInstanceInformation",  # has one, the instance, which does not exist when its role is made
    }
)
"""The actions that may be allowed on everything, since AWS lets them be allowed on nothing narrower."""

TOPICS: Final = {"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"}


def of_type(template: Template, kind: str) -> Iterator[tuple[str, Template]]:
    for name, resource in template["Resources"].items():
        if resource["Type"] == kind:
            yield name, resource.get("Properties", {})


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def unconditional(items: list[Any]) -> Iterator[Any]:
    """The items, and of a conditional one what it may become."""
    for item in items:
        if isinstance(item, dict) and set(item) == {"Fn::If"}:
            yield from unconditional(item["Fn::If"][1:])
        elif item != {"Ref": "AWS::NoValue"}:
            yield item


# --- network -----------------------------------------------------------------------------------


def ingress(template: Template) -> Iterator[tuple[str, Template]]:
    for name, group in of_type(template, "AWS::EC2::SecurityGroup"):
        for rule in group.get("SecurityGroupIngress", []):
            yield name, rule
    yield from of_type(template, "AWS::EC2::SecurityGroupIngress")


def only_callers_and_the_load_balancer_come_in(template: Template) -> list[str]:
    expected = {
        ("LoadBalancerSecurityGroup", "443", '{"Ref": "AllowedCidr"}'),
        ("LoadBalancerSecurityGroup", "80", '{"Ref": "AllowedCidr"}'),
        ("InstanceIngress", "8000", '{"Fn::GetAtt": ["LoadBalancerSecurityGroup", "GroupId"]}'),
    }
    found = set()
    for name, rule in ingress(template):
        ports = {str(rule.get(key, "all")) for key in ("FromPort", "ToPort")}
        sources = [rule[key] for key in rule if key.startswith(("Cidr", "Source"))]
        found |= {(name, "-".join(sorted(ports)), json.dumps(source)) for source in sources or ["all"]}
    return [f"{rule} may come in" for rule in sorted(found - expected)]


def nothing_opens_ssh(template: Template) -> list[str]:
    broken = [
        f"{name} opens port 22"
        for name, rule in ingress(template)
        if str(rule["IpProtocol"]) == "-1" or int(rule["FromPort"]) <= 22 <= int(rule["ToPort"])
    ]
    return broken + [name for name, data in launched(template) if "KeyName" in data]


def parameters_refuse_all_addresses(template: Template) -> list[str]:
    broken = []
    for name in ("AllowedCidr", "MongoDbCidr"):
        parameter = template["Parameters"][name]
        if "Default" in parameter or any(re.search(parameter["AllowedPattern"], all_) for all_ in ANYWHERE):
            broken.append(f"{name} may be all addresses")
    return broken


def only_https_goes_anywhere(template: Template) -> list[str]:
    broken = []
    for name, group in of_type(template, "AWS::EC2::SecurityGroup"):
        rules = group.get("SecurityGroupEgress")
        if not rules:
            broken.append(f"{name} has the egress that AWS adds: everything")
            continue
        for rule in rules + [rule for _, rule in of_type(template, "AWS::EC2::SecurityGroupEgress")]:
            anywhere = rule.get("CidrIp") in ANYWHERE or rule.get("CidrIpv6") in ANYWHERE
            if anywhere and (rule["IpProtocol"], rule.get("FromPort"), rule.get("ToPort")) != (
                "tcp",
                443,
                443,
            ):
                broken.append(f"{name} reaches anywhere at {rule.get('FromPort')}")
    return broken


def callers_get_tls_alone(template: Template) -> list[str]:
    broken = []
    for name, listener in of_type(template, "AWS::ElasticLoadBalancingV2::Listener"):
        if listener["Protocol"] == "HTTPS":
            if not str(listener.get("SslPolicy", "")).startswith("ELBSecurityPolicy-TLS13-1-2-"):
                broken.append(f"{name} allows old TLS")
        elif [action["Type"] for action in listener["DefaultActions"]] != ["redirect"]:
            broken.append(f"{name} serves without TLS")
    return broken


# --- instances ---------------------------------------------------------------------------------


def launched(template: Template) -> Iterator[tuple[str, Template]]:
    for name, launch in of_type(template, "AWS::EC2::LaunchTemplate"):
        yield name, launch["LaunchTemplateData"]


def metadata_wants_a_session(template: Template) -> list[str]:
    wanted = {"HttpTokens": "required", "HttpPutResponseHopLimit": 1}
    return [name for name, data in launched(template) if wanted.items() - data["MetadataOptions"].items()]


def instances_are_private_and_encrypted(template: Template) -> list[str]:
    broken = []
    for name, data in launched(template):
        if [card.get("AssociatePublicIpAddress") for card in data["NetworkInterfaces"]] != [False]:
            broken.append(f"{name} has a public address")
        if not all(disk["Ebs"].get("Encrypted") is True for disk in data["BlockDeviceMappings"]):
            broken.append(f"{name} has a disk in the clear")
    return broken


# --- rights ------------------------------------------------------------------------------------


def statements(template: Template) -> Iterator[tuple[str, Template]]:
    """Every statement of what a role or policy allows, with where it stands."""
    for kind in ("AWS::IAM::Role", "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy"):
        for name, resource in of_type(template, kind):
            documents = [policy["PolicyDocument"] for policy in resource.get("Policies", [])]
            documents += [resource[key] for key in ("PolicyDocument",) if key in resource]
            for document in documents:
                for statement in unconditional(document["Statement"]):
                    yield name, statement


def rights_are_narrow(template: Template) -> list[str]:
    broken = []
    for name, statement in statements(template):
        where = f"{name}.{statement.get('Sid')}"
        actions = set(as_list(statement.get("Action", "*")))
        if "NotAction" in statement or any("*" in action for action in actions):
            broken.append(f"{where} allows actions by a wildcard")
        for resource in unconditional(as_list(statement.get("Resource", []))):
            if resource == "*":
                broken += [f"{where} allows {action} on all" for action in actions - WITHOUT_RESOURCES]
            elif "*" in json.dumps(resource):
                broken.append(f"{where} names resources by a wildcard")
        if "NotResource" in statement and (actions, statement["NotResource"]) != ({"sns:Publish"}, TOPICS):
            broken.append(f"{where} allows all but some")
    for name, role in of_type(template, "AWS::IAM::Role"):
        broken += [f"{name} has {arn}" for arn in role.get("ManagedPolicyArns", []) if isinstance(arn, str)]
    return broken


def e_mail_comes_from_one_sender(template: Template) -> list[str]:
    sender = {"StringEquals": {"ses:FromAddress": {"Fn::Sub": "${SenderName}@${EmailDomain}"}}}
    return [
        f"{name} sends as anybody"
        for name, statement in statements(template)
        if "ses:SendEmail" in as_list(statement["Action"]) and statement.get("Condition") != sender
    ]


def text_messages_go_to_telephones_alone(template: Template) -> list[str]:
    return [
        f"{name} publishes to topics"
        for name, statement in statements(template)
        if "sns:Publish" in as_list(statement["Action"]) and statement.get("NotResource") != TOPICS
    ]


# --- secrets -----------------------------------------------------------------------------------


def no_secret_is_written_down(template: Template) -> list[str]:
    broken = [
        f"{name} has a value"
        for name, secret in of_type(template, "AWS::SecretsManager::Secret")
        if secret.keys() & {"SecretString", "GenerateSecretString"}
    ]
    broken += [
        f"the parameter {name} takes a secret"
        for name, parameter in template["Parameters"].items()
        if "NoEcho" in parameter or re.search(r"password|secret|token|uri$", name, re.IGNORECASE)
    ]
    if "{{resolve:" in json.dumps(template):
        broken.append("a dynamic reference writes a secret into a resource")
    for name, data in launched(template):
        user_data = json.dumps(data["UserData"])
        if re.search(r"mongodb(\+srv)?://|BTG_MONGODB_URI", user_data):
            broken.append(f"{name}'s user data has the database's address")
    return broken


CHECKS: Final[tuple[Check, ...]] = (
    only_callers_and_the_load_balancer_come_in,
    nothing_opens_ssh,
    parameters_refuse_all_addresses,
    only_https_goes_anywhere,
    callers_get_tls_alone,
    metadata_wants_a_session,
    instances_are_private_and_encrypted,
    rights_are_narrow,
    e_mail_comes_from_one_sender,
    text_messages_go_to_telephones_alone,
    no_secret_is_written_down,
)
