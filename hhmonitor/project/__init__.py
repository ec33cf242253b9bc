"""A folder on disk to a loaded project. Knows files; decides nothing about markets."""

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
