"""A project as it was at a revision: the right bytes, and nothing touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hhmonitor.project.revision import NoRevision, at_revision


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Analyst", "-c", "user.email=analyst@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(params=["", "monitor"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A repository of which the whole, or a folder, is the project; JP was ``one`` and is ``two`` in the work tree."""
    git(tmp_path, "init", "-q")
    folder = tmp_path / str(request.param)
    (folder / "countries" / "regions").mkdir(parents=True)
    (folder / "criteria").mkdir()
    (folder / "countries" / "JP.yaml").write_bytes(b"one\r\n\xff")
    (folder / "criteria" / "c.yaml").write_bytes(b"")
    (folder / "countries" / "link.yaml").symlink_to("/etc/hostname")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "one")
    (folder / "countries" / "JP.yaml").write_bytes(b"two")
    return folder


def test_the_files_are_those_of_the_revision_to_the_byte(project: Path) -> None:
    with at_revision(project, "HEAD") as folder:
        assert (folder / "countries" / "JP.yaml").read_bytes() == b"one\r\n\xff"
        assert (folder / "criteria" / "c.yaml").read_bytes() == b""
        assert not (folder / "countries" / "link.yaml").exists()
    assert not folder.exists()


def test_the_work_tree_and_the_index_are_not_touched(project: Path) -> None:
    repository = project if (project / ".git").exists() else project.parent
    before = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file() and not path.is_symlink()}
    with at_revision(project, "HEAD"):
        pass
    after = {path: path.read_bytes() for path in repository.rglob("*") if path.is_file() and not path.is_symlink()}
    assert after == before


@pytest.mark.parametrize("reference", ["nowhere", "--all", "HEAD~7", ""])
def test_there_is_no_such_revision(project: Path, reference: str) -> None:
    with pytest.raises(NoRevision), at_revision(project, reference):
        pass


def test_there_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(NoRevision), at_revision(tmp_path, "HEAD"):
        pass
