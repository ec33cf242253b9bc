"""Which project folder is worked on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from hhmonitor.findings import Finding, Place
from hhmonitor.project.failure import ProjectFailure

VARIABLE = "HHMONITOR_ROOT"
"""The environment variable that names the project folder."""

How = Literal["option", "variable", "folder", "embedded"]


@dataclass(frozen=True, slots=True)
class Root:
    """A project folder, and how it was found: by ``--root``, the variable, the current folder, or the embedded one."""

    path: Path
    how: How


def is_project(folder: Path) -> bool:
    """Whether a folder holds ``countries/`` and ``criteria/``."""
    try:
        return (folder / "countries").is_dir() and (folder / "criteria").is_dir()
    except OSError:  # a name that no folder can have
        return False


def is_file(path: Path) -> bool:
    """Whether there is such a file; there is none under a name that no file can have."""
    try:
        return path.is_file()
    except OSError:
        return False


def find_root(option: Path | None, environment: Mapping[str, str], current: Path) -> Root:
    """The project folder: ``--root``, else the variable, else from ``current`` upwards, else the embedded one.

    Raises ProjectFailure where a folder that was asked for is none.
    """
    if option is not None:
        return Root(_checked(option), "option")
    if environment.get(VARIABLE):
        return Root(_checked(Path(environment[VARIABLE])), "variable")
    for folder in (current, *current.parents):
        if is_project(folder):
            return Root(folder, "folder")
    return Root(embedded_root(), "embedded")


def project_around(file: Path, option: Path | None = None) -> Root | None:
    """The project that a file stands in: the folder asked for, else the nearest one around it; none in neither."""
    whole = file.absolute()
    if option is not None:
        return Root(option, "option") if is_project(option) and whole.is_relative_to(option.absolute()) else None
    return next((Root(folder, "folder") for folder in whole.parents if is_project(folder)), None)


def embedded_root() -> Path:
    """The project that travels with the program: inside an installed package, or around a checkout of it."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "embedded"
    return packaged if is_project(packaged) else package.parent


CHECKOUTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
"""The environment variables in which GitHub and GitLab name the folder that they checked a repository out in."""


def repository_around(folder: Path, environment: Mapping[str, str], files: Iterable[Path] = ()) -> Path:
    """The folder that a code host names files from: that of the git repository around them, else of the checkout.

    The files are those in ``folder``, or those named. The folder itself where they are in neither. Links of folders are
    resolved.
    """
    looked_at = [*dict.fromkeys(file.parent.resolve() for file in files), folder.resolve()]
    checkouts = [Path(environment[variable]).resolve() for variable in CHECKOUTS if environment.get(variable)]
    repositories = (one for whole in looked_at for one in (whole, *whole.parents) if (one / ".git").exists())
    checked_out = (one for whole in looked_at for one in checkouts if whole.is_relative_to(one))
    return next(chain(repositories, checked_out), folder.resolve())


def _checked(folder: Path) -> Path:
    if not is_project(folder):
        raise ProjectFailure([Finding("HH301", Place(str(folder)))])
    return folder
