"""Reading from disk: whatever stands at the path, a finding and never an exception."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hhmonitor.yaml import MAXIMUM_BYTES, Reading, read_file


def codes(reading: Reading) -> list[str]:
    assert reading.document is None
    assert all(finding.place.file == "JP.yaml" for finding in reading.findings)
    return [finding.code for finding in reading.findings]


def test_a_file(tmp_path: Path) -> None:
    (tmp_path / "JP.yaml").write_bytes(b"code: JP\n")
    reading = read_file(tmp_path / "JP.yaml", "countries/JP.yaml")
    assert reading.findings == ()
    assert reading.document is not None
    assert (reading.document.file, reading.document.data) == ("countries/JP.yaml", {"code": "JP"})


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "JP.yaml").write_bytes(b" " * (MAXIMUM_BYTES + 1))
    assert codes(read_file(tmp_path / "JP.yaml", "JP.yaml")) == ["HH104"]


def test_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for path in (tmp_path / "nowhere", tmp_path / "link", tmp_path / "file" / "JP.yaml", tmp_path / "a\0b"):
        assert codes(read_file(path, "JP.yaml")) == ["HH105"]


def test_a_folder(tmp_path: Path) -> None:
    assert codes(read_file(tmp_path, "JP.yaml")) == ["HH106"]


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    reading = read_file(tmp_path / "JP.yaml", "JP.yaml")
    assert codes(reading) == ["HH107"]
    assert reading.findings[0].details == {"reason": "Permission denied"}


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "link")
    assert codes(read_file(tmp_path / "link", "JP.yaml")) == ["HH107"]


def test_a_pipe_that_nobody_writes_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert codes(read_file(tmp_path / "pipe", "JP.yaml")) == ["HH108"]


def test_a_device() -> None:
    assert codes(read_file(Path("/dev/zero"), "JP.yaml")) == ["HH108"]
