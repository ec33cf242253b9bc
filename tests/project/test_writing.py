"""Writing outputs: whole or not at all, never over inputs, and never into a folder of somebody else."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from hhmonitor.project import writing
from hhmonitor.project.failure import NotWritten
from hhmonitor.project.writing import MARKER, ForeignFolder, make_folder, recover_outputs, write_folder, write_output
from tests.killing import EVERY_WAY, How, stopped_everywhere
from tests.project.test_changes import everything

SITE = {"index.html": "home", "en/index.html": "hello", "nl/markets/JP.html": b"\xff"}
SITE_BYTES = {"index.html": b"home", "en/index.html": b"hello", "nl/markets/JP.html": b"\xff"}
LATER = {"index.html": "home", "en/index.html": "hello again", "nl/markets/KR.html": "KR"}
LATER_BYTES = {name: text.encode() for name, text in LATER.items()}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the user in which journals stand."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "hhmonitor"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for file in ("countries/JP.yaml", "criteria/c.yaml", "reviews/2022.yaml", "private/figures/indicators.csv"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(b"input")
    (root / "pyproject.toml").write_bytes(b"input")
    return root


def without_marker(folder: Path) -> dict[str, bytes]:
    return {name: content for name, content in everything(folder).items() if name != MARKER}


# One file


def test_a_file_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_bytes(b"old")
    (tmp_path / "list.csv").chmod(0o640)
    write_output(tmp_path / "list.csv", "é\ud800")
    assert (tmp_path / "list.csv").read_bytes() == "é?".encode()
    assert (tmp_path / "list.csv").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "list.csv")
    write_output(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "list.csv").read_text() == "new"


def test_a_pipe_and_dev_null_are_written_into(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_output(tmp_path / "pipe", "through")
    reader.join()
    assert read == [b"through"]
    write_output(Path(os.devnull), "nowhere")
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    ("path", "reason"), [("missing/list.csv", "no such folder"), (".", "folder"), ("f/list.csv", "folder")]
)
def test_what_cannot_be_written_is_told(tmp_path: Path, path: str, reason: str, state: Path) -> None:
    (tmp_path / "f").write_bytes(b"a file")
    with pytest.raises(NotWritten, match=reason):
        write_output(tmp_path / path, "new")
    assert not state.exists() or everything(state) == {}


INPUTS = ("criteria/c.yaml", "countries/new.csv", "countries/a/b.html", "reviews/x.json", "private/figures/list.csv")


@pytest.mark.parametrize("file", [*INPUTS, "pyproject.toml", "hhmonitor.toml", "site/../criteria/c.yaml"])
@pytest.mark.parametrize("named", [True, False])
def test_inputs_are_never_written_over(project: Path, file: str, named: bool) -> None:
    (project / "site").mkdir()
    before = everything(project)
    with pytest.raises(NotWritten, match="read from"):
        write_output(project / file, "new", project=project if named else None)
    with pytest.raises(NotWritten, match="read from"):
        write_folder(project, {os.path.normpath(file): "new"}, force=True)
    assert everything(project) == before


def test_no_link_leads_around_it(project: Path, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(project / "criteria" / "c.yaml")
    os.link(project / "countries" / "JP.yaml", tmp_path / "hard.csv")
    shutil.move(project / "reviews", tmp_path / "elsewhere")
    (project / "reviews").symlink_to(tmp_path / "elsewhere")
    for name in ("link.csv", "hard.csv", "elsewhere/new.json"):
        with pytest.raises(NotWritten, match="read from"):
            write_output(tmp_path / name, "new", project=project)
    assert (project / "criteria" / "c.yaml").read_bytes() == b"input"


def test_what_lies_beside_the_inputs_may_be_written(project: Path) -> None:
    for name in ("list.csv", "countries.csv", "private/report.html"):
        write_output(project / name, "new", project=project)
        assert (project / name).read_text() == "new"


# A folder


def test_a_folder_is_written_again_and_what_is_made_no_more_goes(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "site"
    write_folder(folder, SITE, whole=True)
    assert without_marker(folder) == SITE_BYTES
    (folder / "CNAME").write_bytes(b"of a person")
    write_folder(folder, LATER, whole=True)
    assert {name: text for name, text in without_marker(folder).items() if text} == LATER_BYTES | {
        "CNAME": b"of a person"
    }


def test_a_folder_that_is_added_to_loses_nothing(tmp_path: Path) -> None:
    write_folder(tmp_path / "site", SITE, whole=True)
    write_folder(tmp_path / "site", {"JP.pdf": b"%PDF"})
    write_folder(tmp_path / "site", {"KR.pdf": b"%PDF"})
    assert without_marker(tmp_path / "site") == SITE_BYTES | {"JP.pdf": b"%PDF", "KR.pdf": b"%PDF"}
    write_folder(tmp_path / "site", SITE, whole=True)
    assert without_marker(tmp_path / "site") == SITE_BYTES | {"JP.pdf": b"%PDF", "KR.pdf": b"%PDF"}


def test_a_folder_of_somebody_else_is_left_alone_unless_forced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_bytes(b"of a person")
    with pytest.raises(ForeignFolder):
        write_folder(tmp_path / "site", SITE, whole=True)
    assert everything(tmp_path / "site") == {"index.html": b"of a person"}
    write_folder(tmp_path / "site", SITE, whole=True, force=True)
    assert without_marker(tmp_path / "site") == SITE_BYTES


@pytest.mark.parametrize("named", ["../outside", "link/outside", "/etc/hostname", "countries/JP.yaml"])
def test_a_marker_is_no_leave_to_take_away_what_is_not_ours(project: Path, tmp_path: Path, named: str) -> None:
    (tmp_path / "outside").write_bytes(b"of a person")
    (project / "link").symlink_to(tmp_path)
    (project / MARKER).write_text('{"files": ["%s"]}' % named)  # noqa: UP031 (braces)
    try:
        write_folder(project, SITE, whole=True)
    except NotWritten:
        assert named.startswith("countries")
    assert (tmp_path / "outside").exists()
    assert (project / "countries" / "JP.yaml").exists()


def test_a_new_folder_is_made_only_where_there_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("new", "empty"):
        make_folder(tmp_path / name, SITE)
        assert everything(tmp_path / name) == SITE_BYTES
        with pytest.raises(ForeignFolder):
            make_folder(tmp_path / name, SITE)


# Stopped


def write_first(folder: Path) -> None:
    write_folder(folder, SITE, whole=True)


def write_later(folder: Path) -> None:
    write_folder(folder, LATER, whole=True)


def make(folder: Path) -> None:
    make_folder(folder, SITE)


def write_file(folder: Path) -> None:
    write_output(folder / "list.csv", "new")


@pytest.mark.parametrize(
    ("work", "before", "how"),
    [
        (write_first, None, "killed"),
        *((write_later, write_first, how) for how in EVERY_WAY[:3]),
        (make, None, "killed"),
        (write_file, None, "killed"),
        *((write_file, write_file, how) for how in EVERY_WAY[:3]),
    ],
)
def test_stopped_at_any_call_it_leaves_old_or_new_and_no_litter(
    tmp_path: Path, state: Path, work: Callable[[Path], None], before: Callable[[Path], None] | None, how: How
) -> None:
    area, folder = tmp_path / "area", tmp_path / "area" / "site"

    area.mkdir()
    if work is write_file:
        folder.mkdir()
    if before is not None:
        before(folder)
    if before is write_file:
        (folder / "list.csv").write_bytes(b"old")
    shutil.copytree(area, tmp_path / "before")

    def prepare() -> None:
        shutil.rmtree(area)
        shutil.copytree(tmp_path / "before", area)

    old = everything(area)
    work(folder)
    new = everything(area)
    for moment in stopped_everywhere(lambda: work(folder), how, prepare):
        if how not in ("SIGINT", "SIGTERM"):  # whoever is asked to stop tidies up
            recover_outputs()
        assert everything(area) in (old, new), moment
        assert everything(state) in ({}, {".": b""})
    assert everything(area) == new


@pytest.mark.parametrize("work", [write_later, write_file])
def test_without_a_home_the_next_writing_there_tidies_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(writing, "_state_folder", lambda: None)
    area, folder = tmp_path / "area", tmp_path / "area" / "site"

    def prepare() -> None:
        shutil.rmtree(area, ignore_errors=True)
        write_first(folder)

    prepare()
    work(folder)
    new = everything(area)
    for moment in stopped_everywhere(lambda: work(folder), "killed", prepare):
        work(folder)
        assert everything(area) == new, moment


def test_what_is_being_written_just_now_is_left_alone(tmp_path: Path, state: Path) -> None:
    """Another process stops in the middle and waits, alive, until one has looked."""
    (look, looked), (go, gone) = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        real = os.replace

        def replace(source: Path, target: Path) -> None:
            os.write(looked, b".")
            os.read(go, 1)
            real(source, target)

        os.replace = replace  # type: ignore[assignment]
        write_output(tmp_path / "list.csv", "new")
        os._exit(0)
    os.read(look, 1)
    before = everything(tmp_path)
    recover_outputs()
    assert everything(tmp_path) == before
    os.write(gone, b".")
    assert os.waitpid(child, 0)[1] == 0
    assert everything(tmp_path) == {"list.csv": b"new", "state/hhmonitor": b""}
