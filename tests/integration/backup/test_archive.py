"""A copy's file: damage to any byte of it is found before anything else happens."""

import gzip
import json
import subprocess
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from backup_scene import forge
from bson import encode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from btg_desktop.adapters.mongo.backup.archive import SEAL_BYTES, facts_of, opened_archive, write_archive
from btg_desktop.domain.errors import BackupFailed, BackupTooNew, DamagedBackup, NotABackup, RestoreRefused
from btg_desktop.services.ports import BackupFacts

FACTS = BackupFacts(
    made_at=datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
    program="1.0",
    database="btg",
    schema_version=1,
    documents={"fondos": 2, "usuarios": 3},
)
DOCUMENTS = [encode({"_id": n, "nombre": f"Cliente {n}"}) for n in range(5)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("copy") / "copy"
    write_archive(path, FACTS, [b"".join(DOCUMENTS[:4]), DOCUMENTS[4]])
    return path


def read(path: Path) -> list[tuple[str, bytes]]:
    with opened_archive(path) as archive:
        return list(archive.documents())


def test_what_was_written_is_read_collection_by_collection(sound: Path) -> None:
    names = ["fondos", "fondos", "usuarios", "usuarios", "usuarios"]
    assert read(sound) == list(zip(names, DOCUMENTS, strict=True))
    assert facts_of(sound) == FACTS


def test_only_its_owner_can_read_a_copy(sound: Path) -> None:
    assert sound.stat().st_mode & 0o777 == 0o600


def test_a_copy_can_be_checked_and_read_without_this_program(sound: Path) -> None:
    data = sound.read_bytes()
    header, rest = data.split(b"\n", 1)
    assert json.loads(header)["documentos"] == {"fondos": 2, "usuarios": 3}
    assert gzip.decompress(rest[:-SEAL_BYTES]) == b"".join(DOCUMENTS)
    summed = subprocess.run(
        ["sha256sum"],  # noqa: S607
        input=data[:-SEAL_BYTES],
        capture_output=True,
        check=True,
    )
    assert summed.stdout[:64] + b"\n" == data[-SEAL_BYTES:]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.floats(0, 1, exclude_max=True), other=st.integers(1, 255))
def test_a_damaged_byte_anywhere_is_found(sound: Path, tmp_path: Path, position: float, other: int) -> None:
    data = bytearray(sound.read_bytes())
    data[int(position * len(data))] ^= other
    damaged = tmp_path / "damaged"
    damaged.write_bytes(data)
    with pytest.raises(RestoreRefused):
        read(damaged)


def test_each_bit_of_the_seal_and_of_the_compression_header_counts(sound: Path, tmp_path: Path) -> None:
    data = sound.read_bytes()
    start = data.index(b"\n") + 1
    damaged = tmp_path / "damaged"
    for position in [*range(start, start + 12), *range(len(data) - SEAL_BYTES, len(data))]:
        for bit in range(8):
            changed = bytearray(data)
            changed[position] ^= 1 << bit
            damaged.write_bytes(changed)
            with pytest.raises(DamagedBackup):
                read(damaged)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.floats(0, 1, exclude_max=True))
def test_a_copy_cut_off_anywhere_is_found(sound: Path, tmp_path: Path, kept: float) -> None:
    data = sound.read_bytes()
    cut = tmp_path / "cut"
    cut.write_bytes(data[: int(kept * len(data))])
    with pytest.raises(RestoreRefused):
        read(cut)


def test_bytes_after_the_end_are_found(sound: Path, tmp_path: Path) -> None:
    longer = tmp_path / "longer"
    longer.write_bytes(sound.read_bytes() + b"\n")
    with pytest.raises(DamagedBackup):
        read(longer)


def test_a_newer_format_is_told_from_damage(sound: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    newer.write_bytes(sound.read_bytes().replace(b'"version": 1', b'"version": 2', 1))
    with pytest.raises(BackupTooNew, match=r"1\.0"):
        read(newer)


@pytest.mark.parametrize("data", [b"", b"{}", b"\x1f\x8b\x08", b"[]\n", b"[" * 60_000, b"# BTG\n", b"\xff\n"])
def test_another_file_is_no_copy(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(data)
    with pytest.raises(NotABackup):
        read(path)


@pytest.mark.parametrize("documents", [DOCUMENTS[:4], [*DOCUMENTS, DOCUMENTS[0]]], ids=["fewer", "more"])
def test_a_copy_that_does_not_hold_what_it_says_gets_no_name(tmp_path: Path, documents: list[bytes]) -> None:
    with pytest.raises(BackupFailed, match="menos" if len(documents) < 5 else "más"):
        write_archive(tmp_path / "copy", FACTS, documents)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", "1e999"),
        ("version", "true"),
        ("esquema", "1e999"),
        ("esquema", "-1"),
        ("esquema", "NaN"),
        ("fecha", '"0001-01-01T00:00:00+14:00"'),
        ("fecha", "1e999"),
        ("programa", "1"),
        ("base", "[]"),
        ("documentos", '{"usuarios": 1e999}'),
        ("documentos", '{"usuarios": -1}'),
        ("documentos", '{"usuarios": 1.5}'),
        ("documentos", '{"usuarios": ' + "9" * 5_000 + "}"),
        ("documentos", "[" * 5_000),
    ],
)
def test_a_header_that_says_nonsense_is_damage(tmp_path: Path, field: str, value: str) -> None:
    with pytest.raises(DamagedBackup, match="encabezado"):
        read(forge(tmp_path / "copy", {"usuarios": DOCUMENTS}, {field: value}))


@pytest.mark.parametrize("length", [16 * 1024 * 1024 + 1, 2**31 - 1, 2**32 - 1])
def test_a_document_longer_than_mongodb_keeps_is_refused_unread(tmp_path: Path, length: int) -> None:
    """A small file can hold it: zeros pack a thousand to one."""
    bomb = forge(tmp_path / "bomb", {"usuarios": [length.to_bytes(4, "little") + bytes(20 * 1024 * 1024)]})
    assert bomb.stat().st_size < 100_000
    tracemalloc.start()
    with pytest.raises(DamagedBackup, match="16 MB"):
        read(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize("length", [0, 3, 4])
def test_a_document_shorter_than_its_own_length_is_refused(tmp_path: Path, length: int) -> None:
    with pytest.raises(DamagedBackup):
        read(forge(tmp_path / "copy", {"usuarios": [length.to_bytes(4, "little")]}))
