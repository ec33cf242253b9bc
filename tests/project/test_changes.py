"""Changing several files: whenever it is stopped, the next command finds all old or all new, and no litter."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from hhmonitor.project import changes
from hhmonitor.project.changes import JOURNAL, Change, change_files, recover
from hhmonitor.project.failure import Busy, ChangedMeanwhile, NotWritten, Unsettled
from hhmonitor.project.journal import held
from tests.killing import EVERY_WAY, How, stopped_everywhere

JP, KR, NEW, GONE = "countries/JP.yaml", "countries/KR.yaml", "private/figures/indicators.csv", "countries/XX.yaml"
OLD_STATE = {JP: b"old", KR: b"older", GONE: b"gone"}
NEW_STATE = {JP: b"new " * 1000, KR: b"", NEW: b"made"}
CHANGES = [Change(file, OLD_STATE.get(file), NEW_STATE.get(file)) for file in (JP, KR, NEW, GONE)]

as_root = pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")


def everything(root: Path) -> dict[str, bytes]:
    """Every file below a folder, and every empty folder."""
    paths = [path for path in root.rglob("*") if path.is_file() or not any(path.iterdir())]
    return {path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else b"" for path in paths}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    fill(folder)
    return folder


def fill(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for file, content in OLD_STATE.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)


@pytest.mark.parametrize("how", EVERY_WAY)
def test_stopped_at_any_call_it_leaves_old_or_new_and_no_litter(root: Path, how: How) -> None:
    found = []
    for moment in stopped_everywhere(lambda: change_files(root, CHANGES), how, lambda: fill(root)):
        left = everything(root)
        assert all(left.get(file) in (OLD_STATE.get(file), NEW_STATE.get(file)) for file in (JP, KR, NEW, GONE))
        settled = recover(root)
        found.append(everything(root))
        assert found[-1] in (OLD_STATE, NEW_STATE), moment
        assert recover(root) is None
        if how in ("SIGINT", "SIGTERM"):
            # Whoever is asked to stop finishes first.
            assert (settled, left) == (None, NEW_STATE), moment
    assert len(found) > 3 * len(CHANGES)
    assert found[-1] == NEW_STATE
    # Once it is new it stays so: the later it is stopped, the more is done.
    assert found == sorted(found, key=lambda state: state == NEW_STATE)


def test_recovering_may_be_killed_too(root: Path, tmp_path: Path) -> None:
    left = tmp_path / "left"

    def leave(state: Path) -> None:
        shutil.rmtree(root)
        shutil.copytree(state, root)
        journal = root / JOURNAL  # a copy is told from it by its place on the disk
        lines = journal.read_text().splitlines(keepends=True)
        plan = json.loads(lines[0]) | {"inode": journal.stat().st_ino}
        journal.write_text("".join([json.dumps(plan) + "\n", *lines[1:]]))

    broken = []
    for moment in stopped_everywhere(lambda: change_files(root, CHANGES), "killed", lambda: fill(root)):
        if (root / JOURNAL).exists() and (root / JOURNAL).read_bytes().endswith(b"\n"):
            shutil.copytree(root, left / str(moment))
            broken.append(left / str(moment))
    # The first, one amid staging, and one amid the replacing.
    for state in (broken[0], broken[len(broken) // 2], broken[-3]):
        ends = set()
        for _moment in stopped_everywhere(lambda: recover(root), "killed", lambda state=state: leave(state)):  # type: ignore[misc]
            recover(root)
            assert everything(root) in (OLD_STATE, NEW_STATE)
            ends.add(JP in everything(root) and everything(root)[JP] == NEW_STATE[JP])
        assert len(ends) == 1


def test_nothing_is_written_over_what_was_changed_meanwhile(root: Path) -> None:
    (root / KR).write_bytes(b"by somebody else")
    before = everything(root)
    with pytest.raises(ChangedMeanwhile, match="KR"):
        change_files(root, CHANGES)
    assert everything(root) == before


def test_a_file_that_came_meanwhile_is_not_written_over(root: Path) -> None:
    (root / NEW).parent.mkdir(parents=True)
    (root / NEW).write_bytes(b"by somebody else")
    before = everything(root)
    with pytest.raises(ChangedMeanwhile, match="indicators"):
        change_files(root, CHANGES)
    assert everything(root) == before


def test_many_writers_at_once_lose_nothing(root: Path) -> None:
    """Each adds a line to the same file, working it out anew as long as it comes too late."""
    (root / JP).write_bytes(b"")

    def add(number: int) -> None:
        while True:
            present = (root / JP).read_bytes()
            try:
                change_files(root, [Change(JP, present, present + b"%d\n" % number)])
            except ChangedMeanwhile:
                continue
            return

    children = []
    for number in range(8):
        child = os.fork()
        if not child:
            try:
                add(number)
            except BaseException:
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    assert sorted((root / JP).read_bytes().split()) == [b"%d" % number for number in range(8)]
    assert JOURNAL not in everything(root)


def test_the_one_who_is_writing_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "PATIENCE", 0)
    with held(root / JOURNAL, root, create=True) as journal:
        journal.begin(changes.Plan(root, "token", ()))
        for work in (lambda: change_files(root, CHANGES), lambda: recover(root)):
            with pytest.raises(Busy, match=rf"hhmonitor .*\(process {os.getpid()} on .+, since \d{{4}}-"):
                work()
        journal.needed = False
    assert everything(root) == OLD_STATE


def test_one_waits_for_another_to_finish(root: Path) -> None:
    inside, done = threading.Event(), threading.Event()

    def other() -> None:
        with held(root / JOURNAL, root, create=True):
            inside.set()
            done.wait(10)

    thread = threading.Thread(target=other)
    thread.start()
    inside.wait(10)
    threading.Timer(0.05, done.set).start()
    change_files(root, CHANGES)
    thread.join()
    assert everything(root) == NEW_STATE


def broken_off_in(root: Path, changed: list[Change]) -> None:
    """Leave changes that were killed when the first of their files had been replaced."""
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        real(source, target)
        os._exit(0)

    child = os.fork()
    if not child:
        os.replace = replace  # type: ignore[assignment]
        change_files(root, changed)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_file_changed_since_is_left_alone_and_told(root: Path) -> None:
    broken_off_in(root, CHANGES)
    (root / JP).write_bytes(b"by somebody else")
    before = everything(root)
    for work in (lambda: recover(root), lambda: change_files(root, CHANGES)):
        with pytest.raises(Unsettled, match="JP") as told:
            work()
        assert JOURNAL in str(told.value)
    assert everything(root) == before


def test_a_copy_of_a_journal_is_not_believed(root: Path, tmp_path: Path) -> None:
    broken_off_in(root, CHANGES)
    shutil.copytree(root, tmp_path / "copy")
    before = everything(tmp_path / "copy")
    with pytest.raises(Unsettled, match="copy"):
        recover(tmp_path / "copy")
    assert everything(tmp_path / "copy") == before


@as_root
def test_a_project_that_can_only_be_read(root: Path) -> None:
    broken_off_in(root, CHANGES)
    folders = [root, *(path for path in root.rglob("*") if path.is_dir())]
    (root / JOURNAL).chmod(0o444)
    for folder in folders:
        folder.chmod(0o555)
    try:
        with pytest.raises(Unsettled, match="hhmonitor validate --root"):
            recover(root)
    finally:
        for folder in folders:
            folder.chmod(0o755)


@as_root
def test_what_may_not_be_written_is_told_and_all_stays(root: Path) -> None:
    (root / KR).chmod(0o444)
    with pytest.raises(NotWritten, match="no right"):
        change_files(root, CHANGES)
    assert everything(root) == OLD_STATE


def test_a_full_disk_leaves_all_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def write(descriptor: int, content: bytes) -> int:
        if len(content) > 2000:
            raise OSError(28, "No space left on device")
        return real(descriptor, content)

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(NotWritten, match="the disk is full"):
        change_files(root, CHANGES)
    assert everything(root) == OLD_STATE


@pytest.mark.parametrize("failing", [1, 2])
def test_a_file_that_cannot_be_replaced(root: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    real, calls = os.replace, iter(range(1, 100))

    def replace(source: Path, target: Path) -> None:
        if next(calls) == failing:
            raise OSError(5, "Input/output error", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(NotWritten):
        change_files(root, CHANGES)
    if failing == 1:
        assert everything(root) == OLD_STATE
    else:  # what has begun is finished as soon as it can be
        recover(root)
        assert everything(root) == NEW_STATE


def test_rights_and_links_stay(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_bytes(b"old")
    (root / JP).unlink()
    (root / JP).symlink_to(tmp_path / "elsewhere.yaml")
    (root / KR).chmod(0o640)
    change_files(root, CHANGES)
    assert (root / JP).is_symlink()
    assert (tmp_path / "elsewhere.yaml").read_bytes() == NEW_STATE[JP]
    assert (root / KR).stat().st_mode & 0o777 == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"project", "elsewhere.yaml"}
