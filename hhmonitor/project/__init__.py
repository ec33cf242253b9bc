"""A folder on disk to a loaded project. Knows files; decides nothing about markets."""

from hhmonitor.project.failure import ProjectFailure
from hhmonitor.project.loading import Project, load_project
from hhmonitor.project.root import Root, find_root

__all__ = ["Project", "ProjectFailure", "Root", "find_root", "load_project"]
