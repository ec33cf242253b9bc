"""Dutch and English: which one is in use, and the texts in it."""

from hhmonitor.language.catalogue import LANGUAGES, _, mark, ngettext, preferred, select, selected, speaking

__all__ = ["LANGUAGES", "_", "mark", "ngettext", "preferred", "select", "selected", "speaking"]
