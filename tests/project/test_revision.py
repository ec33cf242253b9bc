"""A project as it was at a revision: the right bytes, and nothing touched."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from hhmonitor.project.fingerprint import fingerprint
from hhmonitor.project.revision import NoHistory, NoRevision, at_revision, commit_of, revision_on


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
    with pytest.raises(NoHistory), at_revision(tmp_path, "HEAD"):
        pass


def test_a_folder_that_came_later_was_not_there_yet(project: Path) -> None:
    later = project / "later"
    (later / "countries").mkdir(parents=True)
    with pytest.raises(NoRevision, match="before this folder"), at_revision(later, "HEAD"):
        pass


SIGNING = """#!/bin/sh
case "$*" in
*--verify*) echo "[GNUPG:] GOODSIG 0 somebody"; echo "a good signature" >&2 ;;
*) cat > /dev/null; echo "[GNUPG:] SIG_CREATED " >&2
   echo "-----BEGIN PGP SIGNATURE-----"; echo; echo "-----END PGP SIGNATURE-----" ;;
esac
"""


def test_what_people_have_set_for_themselves_is_no_answer_of_git(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    program = tmp_path_factory.mktemp("signing") / "gpg"
    program.write_text(SIGNING, encoding="utf-8")
    program.chmod(0o755)
    for name, value in (
        ("gpg.program", str(program)),
        ("log.showSignature", "true"),
        ("color.ui", "always"),
        ("status.showUntrackedFiles", "no"),
    ):
        git(project, "config", name, value)
    git(project, "commit", "-q", "-a", "-S", "-m", "signed")
    commit = commit_of(project)
    assert commit is not None
    found = revision_on(project, date.today())
    assert found is not None
    assert commit.startswith(found[0])
    assert found[1] == date.today()
    (project / "countries" / "KR.yaml").write_bytes(b"new")
    assert commit_of(project) is None


def test_a_file_that_git_does_not_look_at_is_not_that_of_the_commit(project: Path) -> None:
    git(project, "commit", "-q", "-a", "-m", "two")
    (project / "countries" / ".gitignore").write_text("*.yaml\n*.bak\n", encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "ignoring")
    (project / "countries" / "KR.bak").write_bytes(b"not read")
    assert commit_of(project) is not None
    (project / "countries" / "KR.yaml").write_bytes(b"read")
    assert commit_of(project) is None


def test_what_is_damaged_is_not_said_to_be_left_behind(project: Path) -> None:
    repository = next(one for one in (project, *project.parents) if (one / ".git").exists())
    with at_revision(project, "HEAD"):
        pass
    named = subprocess.run(
        ["git", "-C", str(project), "rev-parse", "HEAD:./countries/JP.yaml"], check=True, capture_output=True, text=True
    ).stdout.strip()
    (repository / ".git" / "objects" / named[:2] / named[2:]).unlink()
    with pytest.raises(NoRevision, match="damaged or lost"), at_revision(project, "HEAD"):
        pass


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_told_with_what_to_do(project: Path) -> None:
    repository = next(one for one in (project, *project.parents) if (one / ".git").exists())
    os.chown(repository, 12345, -1)
    os.chown(repository / ".git", 12345, -1)
    with pytest.raises(NoRevision, match=r"git config --global --add safe\.directory"), at_revision(project, "HEAD"):
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
    with pytest.raises(NoRevision, match="--unshallow"):
        revision_on(tmp_path / "shallow", date(2001, 1, 1))
    assert revision_on(other, date(2001, 1, 1)) is None


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
