"""``compare --since``: a day to look back on, with git and without."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.example_project import JAPAN, build, hhmonitor
from tests.support import REPOSITORY

ON = ("--as-of", "2020-12-31")


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A project with a commit of 1 March 2020 and one of 1 June 2020, by which another theme was found."""
    project = build(tmp_path / "project")
    path = project / "countries/JP.yaml"
    for day in ("2020-03-01", "2020-06-01"):
        when = f"{day}T12:00:00"
        who = ("-c", "user.name=Analyst", "-c", "user.email=analyst@example.org", "-c", "commit.gpgsign=false")
        for arguments in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", day)):
            subprocess.run(
                ["git", "-C", str(project), *arguments],
                check=True,
                env={**os.environ, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
            )
        path.write_text(JAPAN.replace("level: specific, rationale", "level: broad, rationale"))
    return project


def test_with_git_it_is_the_last_commit_up_to_the_day(history: Path) -> None:
    def since(day: str) -> str:
        return hhmonitor("compare", "--since", day, "--root", history, *ON).err

    assert "of 1 March 2020." in since("2020-03-01")
    assert "of 1 March 2020." in since("31 mei 2020")
    assert "of 1 June 2020." in since("2020-06")
    assert "of 1 June 2020." in since("yesterday")
    assert "of 1 June 2020." in since("gisteren")


@pytest.mark.slow
def test_without_git_it_is_the_last_review_up_to_the_day(tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("countries", "criteria", "reviews"):
        shutil.copytree(REPOSITORY / name, project / name)
    answer = hhmonitor("compare", "--since", "2026-10-01", "--root", project, "--as-of", "2026-10-31")
    assert answer.status == 0
    assert "Compared with the review 2020 of 31 December 2020." in answer.err
    answer = hhmonitor("compare", "--since", "2020-12-30", "--root", project, "--as-of", "2026-10-31")
    assert answer.status == 2
    assert "no review of 30 December 2020 or before; there are the reviews 2020 (31 December 2020)" in answer.err


def test_what_is_no_day_and_what_has_nothing_so_old_is_refused(tmp_path: Path, history: Path) -> None:
    for arguments, said in (
        (("--since", "the summer"), "is no date"),
        (("--since", "2019"), "no commit and no review of 31 December 2019 or before"),
        (("--since", "2020-06", "--base", "HEAD"), "give one of the two"),
    ):
        answer = hhmonitor("compare", *arguments, "--root", history, *ON)
        assert (answer.status, said in answer.err) == (2, True), answer.err
