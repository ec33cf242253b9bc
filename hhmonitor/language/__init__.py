"""Dutch and English: which one is in use, and the texts in it."""

from hhmonitor.language.catalogue import _, mark, ngettext, select, selected

__all__ = ["_", "mark", "ngettext", "select", "selected"]
