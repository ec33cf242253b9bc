"""What publishers of figures issue: which file is what, its figures as a stream, and which of them are ours.

Knows no project: the markets and indicators that are wanted are given. Asking publishers for their figures
(:mod:`hhmonitor.publishers.fetching`) is the one thing in the program that opens a connection.
"""

from hhmonitor.publishers.catalogue import TABLE, Catalogue, Known, catalogue
from hhmonitor.publishers.harvest import Gatherer, Gathering, Harvest, LeftOut, Taken
from hhmonitor.publishers.observation import Observation, Publication, Unreadable
from hhmonitor.publishers.recognising import publications

__all__ = [
    "TABLE",
    "Catalogue",
    "Gatherer",
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
