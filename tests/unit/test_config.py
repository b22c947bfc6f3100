"""Settings: where each comes from, what is refused, what is locked."""

import os
import re
import sys
from pathlib import Path

import pytest

from btg_desktop import config
from btg_desktop.config import Settings
from btg_desktop.domain.errors import SettingsError


@pytest.fixture
def machine_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "machine"
    folder.mkdir()
    monkeypatch.setattr(config, "machine_folder", lambda: folder)
    return folder / "settings.toml"


@pytest.fixture
def user_file(tmp_path: Path, machine_file: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.touch()
    return path


@pytest.mark.parametrize("locks", ['"operator"', '[["operator"]]', "[1]", '["operador"]', "3"])
def test_locks_that_are_no_list_of_keys_are_refused(user_file: Path, machine_file: Path, locks: str) -> None:
    machine_file.write_text(f"locked = {locks}")
    with pytest.raises(SettingsError, match="locked: debe ser una lista de claves") as refused:
        config.load({}, user_file, {})
    assert str(machine_file) in str(refused.value)


def test_each_layer_goes_over_the_one_below(user_file: Path, machine_file: Path) -> None:
    machine_file.write_text('branch = "máquina"\nlanguage = "en"\nnotify = "aws"\noperator = "m"')
    user_file.write_text('branch = "usuario"\nlanguage = "es"\noperator = "u"')
    loaded = config.load({"branch": "opción"}, user_file, {"BTG_BRANCH": "entorno", "BTG_OPERATOR": "e"})
    assert loaded.settings.branch == "opción"
    assert loaded.settings.operator == "e"
    assert loaded.settings.language == "es"
    assert loaded.settings.notify == "aws"
    assert loaded.origins["branch"] == "opción"
    assert loaded.origins["notify"] == str(machine_file)
    assert "theme" not in loaded.origins


def test_a_locked_key_cannot_be_changed_above(user_file: Path, machine_file: Path) -> None:
    machine_file.write_text('locked = ["notify", "theme"]\nnotify = "aws"')
    user_file.write_text('notify = "file"\ntheme = "dark"')
    loaded = config.load({"notify": "file"}, user_file, {"BTG_NOTIFY": "file"})
    assert loaded.settings.notify == "aws"
    assert loaded.settings.theme == "system"
    assert loaded.locked == {"notify": str(machine_file), "theme": str(machine_file)}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the folder of Linux")
def test_no_variable_moves_the_file_that_locks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    assert config.machine_folder() == Path("/etc/xdg/btg-desktop")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("colour = 1", "colour"),
        ('notify = "telegram"', "notify"),
        ('mongodb_uri = "localhost:27017"', "mongodb_uri"),
        ('mongodb_uri = "mongodb://u:secreto@host/"', "mongodb_uri"),
        ('mongodb_database = "a b"', "mongodb_database"),
        ("branch = 3", "branch"),
        ("data_dir = 3", "data_dir"),
        ("operator = []", "operator"),
        ("theme = {a = 1}", "theme"),
        ('locked = ["theme"]', "locked"),
        ('mongodb_uri = ["mongodb://h/"]', "mongodb_uri"),
        ("not toml", "TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_the_file_and_the_key(user_file: Path, text: str, key: str) -> None:
    user_file.write_text(text)
    with pytest.raises(SettingsError) as refused:
        config.load({}, user_file, {})
    assert str(user_file) in str(refused.value)
    assert key in str(refused.value)
    assert "secreto" not in str(refused.value)


@pytest.mark.parametrize(
    "uri",
    [
        "mongodb://u:SECRETO@h/",
        "mongodb://u:SEC/RETO@h",
        "mongodb://u:SEC@RETO@h",
        "mongodb://h/?tlsCertificateKeyFilePassword=SECRETO",
    ],
)
def test_a_file_holds_no_secret_and_its_refusal_does_not_repeat_it(user_file: Path, uri: str) -> None:
    user_file.write_text(f'mongodb_uri = "{uri}"')
    with pytest.raises(SettingsError) as refused:
        config.load({}, user_file, {})
    assert str(refused.value).startswith(f"{user_file}: mongodb_uri: ")
    assert not re.search("SEC|RETO", str(refused.value))


def test_a_secret_by_the_environment_is_taken(user_file: Path) -> None:
    uri = "mongodb://u:SECRETO@h/?tlsCertificateKeyFilePassword=SECRETO"
    assert config.load({}, user_file, {"BTG_MONGODB_URI": uri}).settings.mongodb_uri == uri


def test_a_variable_that_sets_nothing_is_told_with_the_name_that_was_meant(user_file: Path) -> None:
    unknown = config.load(
        {}, user_file, {"BTG_NOTIFYY": "aws", "BTG_WORKTREE": "x", "BTG_THEME": "dark"}
    ).unknown
    assert [(each.name, each.meant) for each in unknown] == [
        ("BTG_NOTIFYY", "BTG_NOTIFY"),
        ("BTG_WORKTREE", ""),
    ]
    assert str(unknown[0]) == (
        "la variable BTG_NOTIFYY no es de esta aplicación y no se usa: ¿quiso decir BTG_NOTIFY?"
    )


def test_every_setting_is_recognised_in_a_slip(user_file: Path) -> None:
    for key in Settings.__struct_fields__:
        slip = f"BTG_{key.upper()}S"
        (unknown,) = config.load({}, user_file, {slip: "x"}).unknown
        assert unknown.meant == f"BTG_{key.upper()}"


def test_a_variable_that_sets_nothing_is_logged_without_its_value(
    user_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config.load({}, user_file, {"BTG_MONGODB_URL": "mongodb://u:SECRETO@h/"}).log_unknown()
    assert "¿quiso decir BTG_MONGODB_URI?" in caplog.text
    assert "SECRETO" not in caplog.text


@pytest.mark.skipif(os.name != "posix", reason="users of POSIX")
def test_the_operator_is_the_systems_user_and_not_what_a_variable_says(
    user_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "someone-else")
    assert config.load({}, user_file, {}).settings.operator == pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setattr(os, "getuid", lambda: 4_000_123)
    assert config.load({}, user_file, {}).settings.operator == "uid 4000123"


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no existe el archivo"):
        config.load({}, tmp_path / "none.toml", {})


def test_saving_one_setting_leaves_the_rest_of_the_file_alone(user_file: Path) -> None:
    user_file.write_text('# mine\nbranch = "Centro"  # ours\n')
    config.save(config.load({}, user_file, {}), "language", "en")
    assert user_file.read_text() == '# mine\nbranch = "Centro"  # ours\nlanguage = "en"\n'


@pytest.mark.parametrize("key", Settings.__struct_fields__)
def test_every_setting_has_words_for_what_it_must_be(user_file: Path, key: str) -> None:
    user_file.write_text(f"{key} = []")
    with pytest.raises(SettingsError, match=rf"{key}: debe (ser|tener|empezar) "):
        config.load({}, user_file, {})
