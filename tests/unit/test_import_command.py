"""A password among a command's words can be read by every process of the PC: whoever typed it is told."""

from pathlib import Path

import pytest

from btg_desktop.commands import import_documents
from btg_desktop.config import Configuration, Settings
from btg_desktop.domain.errors import BadSource


@pytest.mark.parametrize(
    ("source", "warned"),
    [
        ("mongodb://ana:SECRETO@h/older", True),
        ("mongodb://h/older?tlsCertificateKeyFilePassword=SECRETO", True),
        ("mongodb://ana@h/older", False),
        ("older.json", False),
    ],
)
def test_a_secret_on_the_command_line_is_warned_of(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    source: str,
    warned: bool,
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise BadSource(source="", reason="")

    monkeypatch.setattr(import_documents, "open_import", refuse)
    monkeypatch.setattr(import_documents, "trust_system_certificates", lambda: None)
    configuration = Configuration(Settings(data_dir=tmp_path), {}, {}, tmp_path / "settings.toml")
    with pytest.raises(BadSource):
        import_documents.run(configuration, source, None, as_json=False, rehearse=True)
    said = capsys.readouterr().err
    assert ("otros procesos de este equipo pueden leer la clave" in said) == warned
    assert "SECRETO" not in said
