"""A project as it was at a revision: the right bytes, and nothing touched."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hhmonitor.project.fingerprint import fingerprint
from hhmonitor.project.revision import NoRevision, at_revision


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Analyst", "-c", "user.email=analyst@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture(params=["", "monitor", " monitor ", "a/ é"])
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
    repository = next(one for one in (project, *project.parents) if (one / ".git").exists())
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


def other_repository(path: Path) -> Path:
    path.mkdir()
    git(path, "init", "-q")
    for name in ("countries/JP.yaml", "criteria/c.yaml"):
        (path / name).parent.mkdir()
        (path / name).write_bytes(b"of another")
    git(path, "add", "-A")
    git(path, "commit", "-q", "-m", "other")
    return path


def test_what_a_hook_says_of_its_repository_is_not_heeded(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = other_repository(tmp_path_factory.mktemp("other") / "repository")
    listed = subprocess.run(["git", "rev-parse", "--local-env-vars"], check=True, capture_output=True, text=True)
    for name in listed.stdout.split():
        if not name.startswith("GIT_CONFIG"):
            monkeypatch.setenv(name, str(other / ".git"))
    with at_revision(project, "HEAD") as folder:
        assert (folder / "countries" / "JP.yaml").read_bytes() == b"one\r\n\xff"


def test_a_shallow_history_gets_a_hint(tmp_path: Path) -> None:
    other = other_repository(tmp_path / "other")
    git(other, "commit", "-q", "--allow-empty", "-m", "later")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{other}", "shallow")
    with pytest.raises(NoRevision, match="--unshallow"), at_revision(tmp_path / "shallow", "HEAD~1"):
        pass


def test_a_partial_clone_fetches_what_it_lacks_or_says_that_it_cannot(tmp_path: Path) -> None:
    other = other_repository(tmp_path / "other")
    git(other, "config", "uploadpack.allowFilter", "true")
    for name in ("first", "second"):
        git(tmp_path, "clone", "-q", "--no-checkout", "--filter=blob:none", f"file://{other}", name)
    with at_revision(tmp_path / "first", "HEAD") as folder:
        assert (folder / "countries" / "JP.yaml").read_bytes() == b"of another"
    other.rename(tmp_path / "gone")
    with pytest.raises(NoRevision, match="partial clone"), at_revision(tmp_path / "second", "HEAD"):
        pass


def test_ends_of_lines_are_no_change(tmp_path: Path) -> None:
    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "JP.yaml").write_bytes(b"a: b\nc: d\n")
    before = fingerprint(tmp_path)
    (tmp_path / "countries" / "JP.yaml").write_bytes(b"a: b\r\nc: d\r\n")
    assert fingerprint(tmp_path) == before
    (tmp_path / "countries" / "JP.yaml").write_bytes(b"a: b\nc: e\n")
    assert fingerprint(tmp_path) != before
