"""What publishers of figures issue: which file is what, its figures as a stream, and which of them are ours.

Knows no project: the markets and indicators that are wanted are given. Asking publishers for their figures
(:mod:`hhmonitor.statistics.fetching`) is the one thing in the program that opens a connection.
"""

from hhmonitor.statistics.catalogue import TABLE, Catalogue, Known, catalogue
from hhmonitor.statistics.harvest import Collector, Gathering, Harvest, LeftOut, Taken
from hhmonitor.statistics.observation import Observation, Publication
from hhmonitor.statistics.recognising import publications
from hhmonitor.statistics.unreadable import Unreadable

__all__ = [
    "TABLE",
    "Catalogue",
    "Collector",
    "Gathering",
    "Harvest",
    "Known",
    "LeftOut",
    "Observation",
    "Publication",
    "Taken",
    "Unreadable",
    "catalogue",
    "publications",
]
