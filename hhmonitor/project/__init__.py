"""A folder on disk to a loaded project. Knows files; decides nothing about markets.

What is asked for is loaded when it is asked for: whoever only looks where a project is does not pay for the models.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hhmonitor.project.failure import ProjectFailure
    from hhmonitor.project.loading import Contents, Project, load_project, locate, read_contents
    from hhmonitor.project.root import Root, find_root, project_around

__all__ = [
    "Contents",
    "Project",
    "ProjectFailure",
    "Root",
    "find_root",
    "load_project",
    "locate",
    "project_around",
    "read_contents",
]

_LIGHT = {"ProjectFailure": "failure", "Root": "root", "find_root": "root", "project_around": "root"}
"""The names that do not stand in ``loading``, with the module that they stand in."""


def __getattr__(name: str) -> Any:
    """One of the names above, from the module that it stands in."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LIGHT.get(name, 'loading')}"), name)
