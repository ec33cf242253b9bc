"""All completions of a market, gathered into components that are independent of each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hhmonitor.engine.states import Encoding, Mask, State
from hhmonitor.inputs.space import Block


def alternatives(encoding: Encoding, block: Block) -> tuple[State, ...]:
    """What each alternative of a block adds to the state, in the block's order: least favourable first."""
    contribution = encoding.contribution
    if len(block.paths) == 1:
        path = block.paths[0]
        return tuple(contribution(path, values[0]) for values in block.alternatives)
    return tuple(sum(map(contribution, block.paths, values)) for values in block.alternatives)


def component_of(block: Block, encoding: Encoding) -> str:
    """The component of a block: inputs that are counted together belong together, all others stand alone."""
    for path in block.paths:
        group = path.partition(".")[0]
        if encoding.counted(group):
            return group
    return block.paths[0]


def worst_case(encoding: Encoding, blocks: Iterable[Block]) -> Mask:
    """The mask of the least favourable completion: the lowest value of each input, out of every open list."""
    contribution = encoding.contribution
    return encoding.mask(sum(sum(map(contribution, block.paths, block.lowest)) for block in blocks))


def components(encoding: Encoding, blocks: Sequence[Block]) -> list[set[Mask]]:
    """For each component the masks that its completions give; what is fixed is in the first.

    Every completion of the market is one choice from each component, its mask the union of theirs. Within a
    component states are added up block by block, equal ones becoming one: counts suffice, orders do not matter.
    """
    fixed = 0
    open_states: dict[str, set[State]] = {}
    base: dict[str, State] = {}
    for block in blocks:
        added = set(alternatives(encoding, block))
        name = component_of(block, encoding)
        if len(added) == 1:
            base[name] = base.get(name, 0) + added.pop()
        else:
            states = open_states.get(name, {0})
            open_states[name] = {state + one for state in states for one in added}
    result: list[set[Mask]] = []
    for name in base.keys() | open_states.keys():
        start = base.get(name, 0)
        masks = {encoding.mask(start + state) for state in open_states.get(name, (0,))}
        if len(masks) == 1:
            fixed |= masks.pop()
        else:
            result.append(masks)
    return [{fixed}, *result]


def united(parts: Iterable[Iterable[Mask]]) -> set[Mask]:
    """Every union of one mask from each part."""
    masks = {0}
    for part in parts:
        masks = {mask | one for mask in masks for one in part}
    return masks
