"""What all tests share: the collector of the YAML cases, and a language and width that no machine decides."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from hhmonitor.language import select
from tests.browsing import browser  # noqa: F401 (a fixture for all)
from tests.cases.running import Case, CaseFailure, run
from tests.cli.conftest import hhmonitor, small  # noqa: F401 (fixtures for all)
from tests.program import Program

# What an answer is wide where nobody looks on, on whatever terminal the tests run and in each of their processes.
os.environ["COLUMNS"] = "120"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """All tests run on all processors; those of a file that is named are done before workers would have started."""
    called = config.invocation_params
    return 0 if any((called.dir / str(one).partition("::")[0]).is_file() for one in called.args) else None


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins and ends in English."""
    select("en")
    yield
    select("en")


@pytest.fixture(scope="session")
def program() -> Iterator[Program]:
    """The program as a process of its own."""
    with Program() as started:
        yield started


@pytest.fixture(autouse=True, scope="session")
def state_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What commands remember of a user is not remembered of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> CaseFile | None:
    """``tests/cases/*.yaml`` are cases of the rules: each a market, its category, and why."""
    if file_path.suffix == ".yaml" and file_path.parent.name == "cases":
        return CaseFile.from_parent(parent, path=file_path)
    return None


class CaseFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterable[CaseItem]:
        for case in yaml.safe_load(self.path.read_text(encoding="utf-8")):
            yield CaseItem.from_parent(self, name=case["name"], case=case)


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: Case, **given: object) -> None:
        super().__init__(**given)  # type: ignore[arg-type]
        self.case = case

    def runtest(self) -> None:
        run(self.case)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        if isinstance(excinfo.value, CaseFailure):
            return f"{self.name}\nwhy it should be so: {self.case['why']}\n{excinfo.value}"
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, self.name
