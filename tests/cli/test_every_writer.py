"""Whatever command writes, killed at every call by which it does: the next command finds old or new, and no litter.

The commands are found by following the guides; one with ``--dry-run`` that is met nowhere is told of.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hhmonitor.answers.guides import GUIDES
from hhmonitor.cli.app import run
from hhmonitor.cli.output import settle_earlier
from hhmonitor.project import changes, writing
from tests.cli.every_command import EVERY
from tests.cli.test_writing import COMMANDS
from tests.docs.examples import Change, Command, Fill, Write, put, steps
from tests.killing import stopped_everywhere
from tests.project.test_changes import everything
from tests.support import REPOSITORY

pytestmark = pytest.mark.slow

FEW = 4
"""Of a site or a new folder so many files will do."""

THE_SAME_FROM_A_SERVICE = {"indicators fetch"}
"""What writes as ``indicators import`` does, word for word, but needs a service to ask."""

BEYOND_THE_GUIDES = (
    "hhmonitor review adopt lists --as-of 2026-10-31",
    "hhmonitor review renew China --as-of 2026-10-31",
    "hhmonitor review find Italy --as-of 2026-10-31",
    "hhmonitor review target Japan --until 2027-12-31 --goal 'A joint programme' --as-of 2026-10-31",
    "hhmonitor review action 'Ask the embassy' --by attaché --as-of 2026-10-31",
    "hhmonitor review note --present chair --remark 'Held in The Hague' --as-of 2026-10-31",
    "hhmonitor review done open 1 --as-of 2026-10-31",
    "hhmonitor review close 2026 --as-of 2026-10-31",
    "hhmonitor market leave Norway --as-of 2026-10-31",
    "hhmonitor market join Norway NORDICS --as-of 2026-10-31",
    "hhmonitor market rename AFRICA-OTHER AFRICA --as-of 2026-10-31",
    "hhmonitor market remove Canada --as-of 2026-10-31",
)
"""What else is written, one after the other in one project."""


@dataclass(frozen=True)
class Writing:
    """One writing of a command: the folder it was done in, that folder as it was before, and the writing itself."""

    folder: Path
    before: Path
    work: Callable[[], object]


@dataclass
class Watch:
    """Stands in the place of the one writer, and remembers the first writing of each command."""

    keep: Path
    real: Callable[..., Any]
    folder: Path = Path()
    command: str = ""
    writings: dict[str, Writing] = field(default_factory=dict)

    def __call__(self, path: Path, target: Path, work: Callable[..., None], **named: Any) -> None:
        def again() -> None:
            self.real(path, target, work, **named)

        if named.get("create", True) and self.command not in self.writings:
            before = self.keep / str(len(self.writings))
            shutil.copytree(self.folder, before)
            self.writings[self.command] = Writing(self.folder, before, again)
        again()


def name_of(words: list[str]) -> str:
    """The words at the beginning that name a command."""
    return max((" ".join(words[:count]) for count in range(3) if " ".join(words[:count]) in EVERY), key=len)


def refill(folder: Path, before: Path) -> None:
    """Make a folder what it was before."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(before, folder, dirs_exist_ok=True)


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the user in which journals of what is made stand."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def writings(state: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Writing]]:
    """What the guides have commands write, also where they only show it with ``--dry-run``."""
    watch = Watch(tmp_path_factory.mktemp("before"), changes.exclusively)
    home = Path.cwd()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(state))
        for module in (changes, writing):
            patched.setattr(module, "exclusively", watch)
        guides = [list(steps(REPOSITORY / "docs" / f"{guide.en}.md")) for guide in GUIDES]
        for guide in (*guides, [Command(line, 0, ()) for line in BEYOND_THE_GUIDES]):
            watch.folder = tmp_path_factory.mktemp("followed")
            for name in ("countries", "criteria", "reviews"):
                if (REPOSITORY / name).exists():
                    shutil.copytree(REPOSITORY / name, watch.folder / name)
            os.chdir(watch.folder)
            for step in guide:
                if isinstance(step, Write | Change | Fill):
                    put(step, watch.folder)
                elif isinstance(step, Command) and step.line.startswith("hhmonitor "):
                    words = shlex.split(step.line)[1:]
                    watch.command = name_of(words) + " --output" * ("--output" in words)
                    run(words)
                    if "--dry-run" in words and watch.command not in watch.writings:
                        for_good = shutil.copytree(watch.folder, tmp_path_factory.mktemp("guide"), dirs_exist_ok=True)
                        run([word for word in words if word != "--dry-run"])
                        refill(watch.folder, for_good)
    yield watch.writings
    os.chdir(home)


def test_what_the_guides_have_commands_write(
    writings: dict[str, Writing], state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    real = changes.carry_out
    for module in (changes, writing):
        monkeypatch.setattr(module, "carry_out", lambda journal, folder, all_of: real(journal, folder, all_of[:FEW]))
    assert {"new", "review record", "classify --output"} <= writings.keys()
    for command, one in writings.items():
        monkeypatch.chdir(one.folder)
        old, ends = everything(one.before), []
        prepare = partial(refill, one.folder, one.before)
        for _moment in stopped_everywhere(one.work, "killed in the middle of a write", prepare):
            settle_earlier(one.folder)
            ends.append(everything(one.folder))
        assert len(ends) > 5, command
        assert ends[-1] != old, command
        assert all(end in (old, ends[-1]) for end in ends), command
        assert not any(path.is_file() for path in state.rglob("*")), command


def test_every_command_with_a_dry_run_is_among_them(writings: dict[str, Writing]) -> None:
    writers = {name for name, one in EVERY.items() if any("--dry-run" in option.opts for option in one.params)}
    killed = {name_of(list(words)) for _module, _writer, words in COMMANDS.values()} | writings.keys()
    assert writers > THE_SAME_FROM_A_SERVICE
    assert writers - THE_SAME_FROM_A_SERVICE <= killed, "show its use in a guide, or above"
