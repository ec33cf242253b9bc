"""Writing several files: whenever it is killed, each is old or new, and the next run makes them all one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hhmonitor.project.journal import JOURNAL, Interrupted, finish, unfinished, write_all

FILES = ("countries/JP.yaml", "countries/KR.yaml", "countries/regions/NORDICS.yaml")

KILLED_AT = """
import os, sys
from pathlib import Path
from hhmonitor.project.journal import write_all

root, files, last = Path(sys.argv[1]), sys.argv[3:], int(sys.argv[2])
seen = 0

def hook(event, arguments):
    # Every change to a file passes here just before it happens; to leave like this is to be killed.
    global seen
    if event in ("open", "os.rename", "os.link", "os.remove", "os.chmod"):
        seen += 1
        if seen == last:
            os._exit(137)

sys.addaudithook(hook)
write_all(root, {file: b"new " * 1000 for file in files})
"""


def folder(path: Path) -> Path:
    for file in FILES:
        (path / file).parent.mkdir(parents=True, exist_ok=True)
        (path / file).write_bytes(b"old")
    return path


def contents(root: Path) -> list[bytes]:
    return [(root / file).read_bytes() for file in FILES]


NEW = b"new " * 1000


def test_killed_at_any_moment_it_leaves_files_that_are_old_or_new(tmp_path: Path) -> None:
    for moment in range(1, 200):
        root = folder(tmp_path / str(moment))
        done = subprocess.run([sys.executable, "-c", KILLED_AT, str(root), str(moment), *FILES], check=False)
        assert done.returncode in (0, 137)
        assert set(contents(root)) <= {b"old", NEW}
        decided = unfinished(root)
        finish(root)
        assert len(set(contents(root))) == 1
        if decided:
            assert contents(root)[0] == NEW
        if done.returncode == 0:
            break
    assert moment > len(FILES)
    assert done.returncode == 0
    assert contents(root)[0] == NEW
    assert sorted(path.name for path in root.iterdir()) == ["countries"]
    assert not list(root.glob("**/.*"))


def test_without_a_journal_there_is_nothing_to_finish(tmp_path: Path) -> None:
    assert finish(tmp_path) == []


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / FILES[0]).chmod(0o640)
    write_all(root, {FILES[0]: b"new"})
    assert (root / FILES[0]).stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    root = folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        write_all(root, {FILES[0]: b"new", "countries/XX.yaml": b"new"})
    assert contents(root) == [b"old"] * 3
    assert not list(root.glob("**/.*"))


def test_two_at_once_do_not_mix(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / JOURNAL).write_text("[]")
    with pytest.raises(FileExistsError):
        write_all(root, {FILES[0]: b"new"})
    assert contents(root) == [b"old"] * 3
    assert not list(root.glob("countries/.*"))


def test_a_file_changed_since_is_not_overwritten(tmp_path: Path) -> None:
    root = folder(tmp_path)
    entry = '{"file": "countries/JP.yaml", "staged": "countries/.new", "before": "0", "after": "1"}'
    (root / JOURNAL).write_text(f"[{entry}]")
    with pytest.raises(Interrupted, match=r"countries/JP\.yaml"):
        finish(root)
    assert contents(root) == [b"old"] * 3
