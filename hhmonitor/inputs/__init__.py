"""A market's file, figures, lists and members as sets of possible values."""

from hhmonitor.inputs.figures import Figure
from hhmonitor.inputs.gathering import FigureTable, Gatherer
from hhmonitor.inputs.space import Basis, Block, Input, MarketInputs, Value

__all__ = ["Basis", "Block", "Figure", "FigureTable", "Gatherer", "Input", "MarketInputs", "Value"]
