"""Criteria as one decision diagram: the category of every market that could be, with equal continuations shared.

The technique is that of *ordered multi-valued decision diagrams* (Bryant 1986; Srinivasan et al. 1990). The inputs are
asked in a fixed order, level by level; what may still become of a market after some answers is a *node*, and two
beginnings after which everything falls alike lead to the same node (*hash-consing*), so that a node is a function and
equal functions are one number. A level that makes no difference is skipped. Conditions are put together by
*if-then-else* with memoised results.

A diagram is made once for a set of criteria. Counting completions, seeking the nearest one of another category, and
asking whether an input can matter are then walks over its nodes instead of over all completions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hhmonitor.inputs.space import Intractable

Leaf = int
"""A node below which nothing is asked any more: the place of a category in the order of the criteria, 0 for the best;
of a condition, ``NO`` or ``YES``."""

Node = int
"""A leaf, or a node by its number, which is higher than that of every leaf."""

Place = int
"""One of the answers that a level can have, by its number within the level."""

NO: Leaf = 0
YES: Leaf = 1

MOST_NODES = 80_000
"""Nodes beyond which criteria are too intricate to be reasoned about exactly; it takes about a second to get there."""

MOST_LEVELS = 200
"""Inputs asked for by name beyond which the same holds."""


class Diagram:
    """Functions of the levels' answers to leaves, all of them sharing their nodes.

    ``widths`` are the numbers of answers of each level. Raises Intractable where there would be more than
    ``MOST_NODES`` nodes.
    """

    def __init__(self, leaves: int, widths: Sequence[int]) -> None:
        if len(widths) > MOST_LEVELS:
            raise Intractable
        self.leaves = leaves
        self.widths = tuple(widths)
        self.depth = len(widths)
        self.level = [self.depth] * leaves
        self.children: list[tuple[Node, ...]] = [()] * leaves
        self._known: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._chosen: dict[tuple[Node, Node, Node], Node] = {}

    def node(self, level: int, children: tuple[Node, ...]) -> Node:
        """The node that asks a level and goes on as told, one child for each of its answers."""
        first = children[0]
        if children.count(first) == len(children):
            return first
        key = (level, children)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = len(self.level)
            self.level.append(level)
            self.children.append(children)
            if found > MOST_NODES:
                raise Intractable
        return found

    def choice(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """What ``then`` gives where the condition holds, what ``otherwise`` gives elsewhere."""
        if condition == YES or then == otherwise:
            return then
        if condition == NO:
            return otherwise
        if then == YES and otherwise == NO:
            return condition
        key = (condition, then, otherwise)
        found = self._chosen.get(key)
        if found is None:
            levels = self.level
            level = min(levels[condition], levels[then], levels[otherwise])
            width = self.widths[level]
            conditions = self.children[condition] if levels[condition] == level else (condition,) * width
            thens = self.children[then] if levels[then] == level else (then,) * width
            others = self.children[otherwise] if levels[otherwise] == level else (otherwise,) * width
            found = self._chosen[key] = self.node(level, tuple(map(self.choice, conditions, thens, others)))
            if len(self._chosen) > 4 * MOST_NODES:
                raise Intractable
        return found

    def both(self, one: Node, other: Node) -> Node:
        """Where both conditions hold."""
        return self.choice(one, other, NO)

    def either(self, one: Node, other: Node) -> Node:
        """Where at least one of the conditions holds."""
        return self.choice(one, YES, other)

    def negated(self, one: Node) -> Node:
        """Where the condition does not hold."""
        return self.choice(one, NO, YES)

    def all_of(self, conditions: Iterable[Node]) -> Node:
        """Where all of the conditions hold."""
        together = YES
        for one in conditions:
            together = self.both(together, one)
        return together

    def any_of(self, conditions: Iterable[Node]) -> Node:
        """Where any of the conditions holds."""
        together = NO
        for one in conditions:
            together = self.either(together, one)
        return together

    def leaves_below(self, root: Node, allowed: Sequence[Sequence[Place]]) -> set[Leaf]:
        """The leaves that can be reached where each level has one of the answers allowed to it."""
        leaves, level, children = self.leaves, self.level, self.children
        if root < leaves:
            return {root}
        reached: set[Leaf] = set()
        seen = {root}
        waiting = [root]
        while waiting:
            node = waiting.pop()
            following = children[node]
            for place in allowed[level[node]]:
                child = following[place]
                if child < leaves:
                    reached.add(child)
                elif child not in seen:
                    seen.add(child)
                    waiting.append(child)
        return reached

    def nodes_below(self, root: Node, allowed: Sequence[Iterable[Place]]) -> list[Node]:
        """The nodes that can be reached, leaves left out, each after those that lead to it."""
        seen = {root}
        waiting = [root] if root >= self.leaves else []
        while waiting:
            node = waiting.pop()
            following = self.children[node]
            for place in allowed[self.level[node]]:
                child = following[place]
                if child >= self.leaves and child not in seen:
                    seen.add(child)
                    waiting.append(child)
        # A node is made after its children, and so has a higher number than they.
        return sorted((node for node in seen if node >= self.leaves), reverse=True)
