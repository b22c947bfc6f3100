"""Which servers give their memory away (CVE-2025-14847)."""

import pytest

from btg_desktop.adapters.mongo.memory_leak import COMPRESSORS, is_fixed, unsafe_server


@pytest.mark.parametrize(
    "version",
    ["4.4.30", "5.0.32", "6.0.27", "6.0.27-21", "7.0.28", "7.0.101", "8.0.17", "8.2.3", "8.3.0", "9.0.0"],
)
def test_versions_with_the_fix_are_safe_however_they_compress(version: str) -> None:
    assert is_fixed(version)
    assert unsafe_server(version, COMPRESSORS) is None


@pytest.mark.parametrize(
    "version",
    [
        *("3.6.23", "4.2.25", "4.4.29", "5.0.31", "5.3.2", "6.0.5", "6.0.26", "6.3.2", "7.0.27", "7.3.4"),
        *("8.0.16", "8.1.2", "8.2.2", "8.2.0-rc0", "", "newest"),
    ],
)
def test_versions_without_it_are_safe_only_without_zlib(version: str) -> None:
    assert not is_fixed(version)
    assert version in str(unsafe_server(version, COMPRESSORS))
    assert unsafe_server(version, ["snappy", "zstd"]) is None
    assert unsafe_server(version, []) is None
