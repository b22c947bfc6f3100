"""An instance's user data prepares and starts the API, and its secret stays in memory.

Its scripts run here against an AWS and a Docker of the test's own; no instance and no container is started.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from moto_stack import IMAGE, SECRET, Stack

from btg_desktop import config


def found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed here")
    return path


def test_the_user_data_fits_into_what_ec2_takes(stack: Stack) -> None:
    assert stack.user_data.startswith("#!/bin/bash\n")
    assert len(stack.user_data.encode()) < 16 * 1024 * 3 // 4


def test_every_setting_of_the_instance_is_one_that_the_program_knows(stack: Stack) -> None:
    settings = dict(line.split("=", 1) for line in stack.file("/etc/btg-api/settings.env").splitlines())
    assert config.load(environment=settings).settings.branch == "Bogotá Centro"


@pytest.mark.parametrize("script", ["", "/usr/local/sbin/btg-api-prepare"])
def test_shellcheck_accepts_the_scripts(stack: Stack, script: str) -> None:
    text = stack.file(script) if script else stack.user_data
    done = subprocess.run(  # noqa: S603
        [found("shellcheck"), "-"], input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


# --- the first boot ----------------------------------------------------------------------------


def boot(stack: Stack, folder: Path, **programs: str) -> list[str]:
    """Run the user data below `folder` with programs that only note their calls, but for `programs`."""
    for name in ("bin", "etc/systemd/system", "usr/local/sbin", "var/lib", "opt/aws/bin"):
        (folder / name).mkdir(parents=True)
    calls = folder / "calls"
    for name in ("dnf", "install", "systemctl", "curl", "sleep", "../opt/aws/bin/cfn-signal"):
        program = folder / "bin" / name
        program.write_text(f'#!/bin/sh\necho {program.name} "$@" >>{calls}\n{programs.get(name, "")}\n')
        program.chmod(0o755)
    script = re.sub(r"(?<![\w/])/(etc|usr/local/sbin|var/lib|opt/aws)/", rf"{folder}/\1/", stack.user_data)
    path = f"{folder / 'bin'}:/usr/bin:/bin"
    subprocess.run(["bash", "-c", script], env={"PATH": path}, check=False)  # noqa: S603, S607
    return calls.read_text().splitlines()


def signal(code: int) -> str:
    return f"cfn-signal --exit-code {code} --region us-east-1 --stack btg --resource AutoScalingGroup"


def test_a_boot_starts_the_service_and_reports_once_it_serves(stack: Stack, tmp_path: Path) -> None:
    calls = boot(stack, tmp_path)
    assert calls[-1] == signal(0)
    assert [call for call in calls if call.startswith("cfn-signal")] == [signal(0)]
    assert "systemctl start --no-block btg-api.service" in calls
    assert (tmp_path / "usr/local/sbin/btg-api-prepare").stat().st_mode & 0o777 == 0o755


def test_a_boot_that_fails_is_reported(stack: Stack, tmp_path: Path) -> None:
    calls = boot(stack, tmp_path, dnf="exit 1")
    assert [call.split()[0] for call in calls] == ["dnf", "cfn-signal"]
    assert calls[-1] == signal(1)


def test_a_service_that_never_serves_is_reported(stack: Stack, tmp_path: Path) -> None:
    calls = boot(stack, tmp_path, curl="exit 22")
    assert [call for call in calls if call.startswith("cfn-signal")] == [signal(1)]


# --- what systemd runs -------------------------------------------------------------------------


@dataclass(frozen=True)
class Instance:
    """A folder for what the preparing script touches; its aws and docker note how they are called."""

    folder: Path
    script: str

    def program(self, name: str, text: str) -> None:
        program = self.folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/bash\necho {name} "$@" >>{self.folder}/calls\n{text}\n')
        program.chmod(0o755)

    def prepare(self) -> int:
        memory = self.folder / "memory"
        memory.mkdir(exist_ok=True)
        return subprocess.run(  # noqa: S603
            ["bash", "-c", self.script],  # noqa: S607
            env={"PATH": f"{self.folder / 'bin'}:/usr/bin:/bin", "RUNTIME_DIRECTORY": str(memory)},
            capture_output=True,
            check=False,
        ).returncode

    @property
    def address(self) -> Path:
        return self.folder / "memory" / "mongodb_uri"

    @property
    def calls(self) -> str:
        return (self.folder / "calls").read_text()


@pytest.fixture
def instance(stack: Stack, tmp_path: Path) -> Instance:
    instance = Instance(tmp_path, stack.file("/usr/local/sbin/btg-api-prepare"))
    instance.program("aws", f"case $1 in secretsmanager) echo '{SECRET}' ;; ecr) echo entrada ;; esac")
    instance.program("docker", "case $1 in image) exit 1 ;; login) [[ $(cat) == entrada ]] ;; esac")
    instance.program("chown", "")  # the tests may not be root
    return instance


def test_the_address_goes_into_a_file_that_one_user_reads(instance: Instance, stack: Stack) -> None:
    assert instance.prepare() == 0
    assert instance.address.read_text() == f"{SECRET}\n"
    assert instance.address.stat().st_mode & 0o777 == 0o400
    assert "chown 10001:10001 mongodb_uri.new" in instance.calls
    assert f"--secret-id {stack.secret_arn} " in instance.calls


def test_no_program_gets_the_address_as_an_argument(instance: Instance) -> None:
    assert instance.prepare() == 0
    assert "cl4ve" not in instance.calls
    assert "entrada" not in instance.calls


def test_an_image_is_fetched_by_its_digest_and_only_once(instance: Instance) -> None:
    assert instance.prepare() == 0
    assert f"docker pull --quiet {IMAGE}\n" in instance.calls
    assert f"--password-stdin {IMAGE.partition('/')[0]}\n" in instance.calls
    (instance.folder / "calls").unlink()
    instance.program("docker", "")
    assert instance.prepare() == 0
    assert "docker pull" not in instance.calls
    assert "aws ecr" not in instance.calls


def test_without_a_value_nothing_starts_and_systemd_tries_again(instance: Instance, stack: Stack) -> None:
    instance.program("aws", "exit 254")
    assert instance.prepare() != 0
    assert not instance.address.exists()
    assert "docker pull" not in instance.calls
    unit = stack.file("/etc/systemd/system/btg-api.service")
    assert {"Restart=always", "StartLimitIntervalSec=0"} <= set(unit.splitlines())


def test_a_failed_download_fails_the_start(instance: Instance) -> None:
    instance.program("docker", "case $1 in image | pull) exit 1 ;; esac")
    assert instance.prepare() != 0


def test_the_container_may_do_no_more_than_it_must(stack: Stack) -> None:
    unit = re.sub(r"\\\n\s*", "", stack.file("/etc/systemd/system/btg-api.service"))
    (start,) = re.findall(r"^ExecStart=(.+)$", unit, re.MULTILINE)
    assert start.endswith(f" {IMAGE}")
    for flag in ("--read-only", "--cap-drop ALL", "--security-opt no-new-privileges"):
        assert f" {flag} " in start
    assert not re.search(r"--privileged|--cap-add|--user|docker\.sock|--env [^M]", start)


def test_systemd_accepts_the_unit_and_finds_it_confined(stack: Stack, tmp_path: Path) -> None:
    analyze = found("systemd-analyze")
    root = tmp_path / "root"
    unit = root / "etc/systemd/system/btg-api.service"
    unit.parent.mkdir(parents=True)
    unit.write_text(stack.file("/etc/systemd/system/btg-api.service"))
    units = (
        "docker.service network-online.target multi-user.target sysinit.target basic.target shutdown.target"
    )
    for name in units.split():
        kind = "[Service]\nExecStart=/usr/bin/docker\n" if name.endswith("service") else ""
        (unit.parent / name).write_text(f"[Unit]\nDescription=x\nDefaultDependencies=no\n{kind}")
    for name in ("usr/bin/docker", "usr/local/sbin/btg-api-prepare"):
        program = root / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text("#!/bin/sh\n")
        program.chmod(0o755)
    for arguments in (["verify"], ["security", "--offline=true", "--threshold=45"]):
        done = subprocess.run(  # noqa: S603
            [analyze, f"--root={root}", *arguments, unit.name], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "btg-api.service:" not in done.stderr, done.stderr
