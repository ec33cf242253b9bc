"""The category of every completion at once, as a diagram in which equal continuations are one.

The parts of a market that are independent of each other are gone through in turn. What may still become of a market
after the first parts have fallen is a *node*; two beginnings after which everything falls alike share one. Counting
completions, seeking the nearest one of another category, and asking whether an input can matter are then walks over a
few dozen nodes instead of over all completions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from operator import mul

from hhmonitor.engine.states import Mask

Leaf = int
"""The place of a category in the order of the criteria, 0 for the best."""

Node = int
"""A node by its number within its level; after the last level, a leaf."""


class Diagram:
    """What becomes of a market, part by part.

    ``parts`` are the masks that each part can have; ``levels[k][node]`` are the nodes that follow, one for each mask of
    part ``k``. The first level has one node, the root. ``fixed`` are the questions answered yes whatever happens.
    """

    def __init__(self, leaf: Callable[[Mask], Leaf], fixed: Mask, parts: Sequence[Sequence[Mask]]) -> None:
        self.parts = tuple(map(tuple, parts))
        self.places = tuple({mask: place for place, mask in enumerate(part)} for part in self.parts)
        numbers: list[dict[tuple[Node, ...], Node]] = [{} for _ in parts]
        last = len(self.parts)

        @cache
        def node(level: int, mask: Mask) -> Node:
            if level == last:
                return leaf(mask)
            following = tuple([node(level + 1, mask | one) for one in self.parts[level]])
            return numbers[level].setdefault(following, len(numbers[level]))

        self.root = node(0, fixed)
        self.levels = tuple(tuple(level) for level in numbers)

    def column(self, level: int, mask: Mask) -> tuple[Node, ...]:
        """What follows from each node of a level when its part has this mask.

        Two masks with the same column are the same to every completion of the other parts.
        """
        place = self.places[level][mask]
        return tuple(following[place] for following in self.levels[level])

    def reached(self, weights: Sequence[Sequence[int]]) -> list[list[int]]:
        """The weight with which each node is reached, level by level; ``weights`` are those of each part's masks."""
        result = [[1], *([0] * len(level) for level in self.levels[1:])]
        for number, level in enumerate(self.levels[:-1]):
            onward = result[number + 1]
            for weight, following in zip(result[number], level, strict=True):
                for child, factor in zip(following, weights[number], strict=True):
                    onward[child] += weight * factor
        return result

    def outcomes(self, weights: Sequence[Sequence[int]], width: int) -> list[list[int]]:
        """For each node the weight of every leaf below it, level by level, the leaves themselves last.

        The weights of all leaves are one whole number, leaf after leaf in fields of ``width`` bits: adding up and
        multiplying then happens for all of them at once.
        """
        last = 1 + max((max(node, default=0) for node in self.levels[-1]), default=0) if self.levels else self.root + 1
        below = [1 << width * leaf for leaf in range(last)]
        result = [below]
        for level, factors in zip(reversed(self.levels), reversed(weights), strict=True):
            below = [sum(map(mul, map(below.__getitem__, following), factors)) for following in level]
            result.append(below)
        return result[::-1]

    def apart(self, level: int, one: Mask, other: Mask) -> Iterator[tuple[Leaf, Leaf]]:
        """The pairs of different leaves that completions end in when they differ in one part alone, as told."""
        seen: set[tuple[int, Node, Node]] = set()
        waiting = [(level + 1, *pair) for pair in zip(self.column(level, one), self.column(level, other), strict=True)]
        while waiting:
            at, left, right = pair = waiting.pop()
            if left == right or pair in seen:
                continue
            seen.add(pair)
            if at == len(self.levels):
                yield left, right
            else:
                below = zip(self.levels[at][left], self.levels[at][right], strict=True)
                waiting += [(at + 1, *children) for children in below]
