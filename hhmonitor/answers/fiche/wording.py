"""A fiche in words, in the language in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from hhmonitor.answers.chances import chance_word
from hhmonitor.answers.fiche.blocks import (
    Block,
    Cell,
    Chart,
    Event,
    Note,
    Numbers,
    Prose,
    Reference,
    Section,
    Table,
    Timeline,
)
from hhmonitor.answers.marks import mark
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import seen_from_the_rules, two_sentences
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.why_not import Explained
from hhmonitor.answers.words import (
    category_label,
    category_word,
    effort_note,
    effort_word,
    input_label,
    input_word,
    kind_word,
    phase_word,
    strength_word,
    value_word,
)
from hhmonitor.engine import NONE
from hhmonitor.inputs import Figure, Input
from hhmonitor.language import _, ngettext, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import compact_money, listing, number
from hhmonitor.language.territories import territory_name
from hhmonitor.model import Source, Statement, first_day, in_language
from hhmonitor.model.figures import FigureSource
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.effort import EffortLine
from hhmonitor.questions.fiche import HOME, Fiche, Happening, KeyFigure, NextStep
from hhmonitor.questions.minimal_change import MinimalChanges
from hhmonitor.questions.robustness import Robustness

_MOST_WAYS = 3
"""How many ways up or down are told."""


def in_words(fiche: Fiche) -> Note:
    """The fiche as a note in the language in use."""
    one = fiche.market
    return Note(
        code=one.code,
        title=market_name(one.market),
        kicker=_("Health~Holland International Monitor · fiche"),
        category=one.category,
        category_word=category_word(one.category),
        category_label=category_label(fiche.criteria, one.category),
        status=tuple(_status(fiche)),
        summary=two_sentences(one, fiche.criteria),
        sections=tuple(section for section in _sections(fiche) if section.blocks),
        sources_title=_("Sources"),
        sources=tuple(_reference(fiche, name, source) for name, source in fiche.sources.items()),
        imprint=_("As of {day}, by the criteria {criteria}.").format(
            day=date_text(fiche.as_of.isoformat()), criteria=fiche.criteria.id
        ),
    )


def _sections(fiche: Fiche) -> Iterator[Section]:
    yield Section("decision", _("Decision"), tuple(_decision(fiche)))
    yield Section("members", _("Members side by side"), tuple(_members(fiche)))
    yield Section("characteristics", _("Health system and market"), (_characteristics(fiche),))
    yield Section("figures", _("Key figures"), tuple(_figures(fiche)))
    yield Section("interest", _("Interest"), tuple(_interest(fiche)))
    yield Section("activities", _("Activities"), tuple(_activities(fiche)))
    yield Section("presence", _("Attachés and relation"), tuple(_presence(fiche)))
    yield Section("gaps", _("White spots"), tuple(_gaps(fiche)))
    yield Section("movement", _("What would move the category"), tuple(_movement(fiche)))
    yield Section("effort", _("Effort"), tuple(_effort(fiche)))


def _status(fiche: Fiche) -> Iterator[Cell]:
    one = fiche.market
    if one.by_decision:
        overdue = one.decision is not None and one.decision.overdue
        yield Cell(_("by decision, review overdue") if overdue else _("by decision"), tone="decision")
    if one.assessment.determined:
        yield Cell(_("determined by the rules") if not one.by_decision else _("rules: determined"), tone="determined")
    else:
        possible = listing([category_word(category) for category in one.assessment.possible])
        yield Cell(_("possible by the rules: {categories}").format(categories=possible), tone="open")
    if one.assessment.candidate is not None:
        yield Cell(_("candidate for {category}").format(category=one.assessment.candidate), tone="candidate")
    if one.market.special_target is not None:
        yield Cell(_("special target market"), tone="special")
    if fiche.region is not None:
        region = _("in {region} (category {category})").format(
            region=market_name(fiche.region.market), category=category_word(fiche.region.category)
        )
        yield Cell(region, tone="region", market=fiche.region.code)


def _decision(fiche: Fiche) -> Iterator[Block]:
    status = fiche.market.decision
    if status is None or not status.in_force:
        return
    decision = status.decision
    yield Prose(in_language(decision.reason, selected()))
    if decision.review_by is not None:
        template = (
            _("To be reviewed by {date}; that day has passed.") if status.overdue else _("To be reviewed by {date}.")
        )
        yield Prose(template.format(date=date_text(decision.review_by)))


def _characteristics(fiche: Fiche) -> Table:
    one = fiche.market
    return Table(
        "judgements",
        _("The six characteristics, each with its grounds"),
        (_("characteristic"), _("judgement"), _("grounds")),
        tuple(_judged(fiche, entry) for entry in one.inputs.health_system.values()),
    )


def _judged(fiche: Fiche, entry: Input) -> tuple[Cell, ...]:
    """A row: what is judged, the judgement, and on what it rests."""
    return (
        Cell(input_label(fiche.criteria, entry.path)),
        Cell(input_word(entry), mark=_sign(entry), tone=entry.value),
        _grounds(fiche, entry),
    )


def _grounds(fiche: Fiche, entry: Input) -> Cell:
    if entry.basis == "indicators":
        return _by_figures(fiche, entry)
    if entry.basis == "members":
        return Cell(_by_members(fiche.members, entry.path))
    statement = entry.statement
    if statement is None:
        return Cell(_("not in the inventory") if entry.known else _("nobody has looked into it"))
    return Cell(
        in_language(statement.rationale, selected()) or ("" if entry.known else _("nobody has looked into it")),
        note=_confidence(statement),
        sources=_cited(fiche, statement.sources),
    )


def _confidence(statement: Statement) -> str:
    if statement.confidence is None:
        return ""
    return _("confidence: {confidence}").format(confidence=value_word(statement.confidence))


def _by_figures(fiche: Fiche, entry: Input) -> Cell:
    texts = [_figure_in_words(fiche, figure) for figure in entry.figures]
    return Cell("; ".join(texts) or _("no figures"), sources=_cited(fiche, _figure_sources(entry.figures)))


def _figure_in_words(fiche: Fiche, figure: Figure) -> str:
    label = input_label(fiche.criteria, f"indicators.{figure.indicator}")
    if not fiche.private_sources.isdisjoint(_figure_sources([figure])):
        return _("{label}: a figure that may not be passed on").format(label=label)
    return f"{label}: {figure_text(figure.value, fiche.criteria.indicators[figure.indicator].unit)} ({figure.year})"


def _figure_sources(figures: Iterable[Figure]) -> Iterator[str]:
    for figure in figures:
        yield from [factor.source for factor in figure.factors] or [figure.source]


def _by_members(members: Sequence[Classified], path: str) -> str:
    """Who has which value, such as “positive: Kenya; negative: Ethiopia”."""
    by_word: dict[str, list[str]] = {}
    for member in members:
        by_word.setdefault(input_word(member.inputs.by_path[path]), []).append(market_name(member.market))
    return "; ".join(f"{word}: {listing(names)}" for word, names in by_word.items())


def _cited(fiche: Fiche, names: Iterable[str]) -> Numbers:
    return tuple(sorted({fiche.numbers[name] for name in names if name in fiche.numbers}))


def figure_text(value: float, unit: str) -> str:
    """A figure with its unit, short enough for a table."""
    if unit == "USD":
        return compact_money(value)
    if unit.startswith("%"):
        return f"{number(value, 1)}%"
    return number(value)


def _figures(fiche: Fiche) -> Iterator[Block]:
    rows = tuple(_figure_row(fiche, one) for one in fiche.figures if one.latest is not None)
    if rows:
        home = territory_name(HOME, selected()) or HOME
        peers = _("median of {category}").format(category=category_word(fiche.market.category))
        yield Table(
            "figures",
            _("Key figures, beside those of the Netherlands and of the category"),
            (_("figure"), _("latest"), home, peers),
            rows,
        )


def _figure_row(fiche: Fiche, one: KeyFigure) -> tuple[Cell, ...]:
    assert one.latest is not None
    unit = fiche.criteria.indicators[one.indicator].unit
    label = input_label(fiche.criteria, f"indicators.{one.indicator}")

    def beside(value: float | None, note: str) -> Cell:
        return Cell(figure_text(value, unit), note) if value is not None else Cell("–")

    countries = one.peers.countries if one.peers else 0
    return (
        Cell(label, chart=_chart(label, one.series, unit)),
        Cell(figure_text(one.latest.value, unit), str(one.latest.year), sources=_cited(fiche, [one.latest.source])),
        beside(one.home.value if one.home else None, str(one.home.year) if one.home else ""),
        beside(
            one.peers.value if one.peers else None,
            ngettext("{count} country", "{count} countries", countries).format(count=countries),
        ),
    )


def _chart(label: str, series: Mapping[int, float], unit: str) -> Chart:
    first, last = min(series), max(series)
    if first == last:
        description = _("{label}: {value} in {year}")
    else:
        description = _("{label}: from {first_value} in {first} to {value} in {year}")
    return Chart(
        series,
        description.format(
            label=label,
            first=first,
            year=last,
            first_value=figure_text(series[first], unit),
            value=figure_text(series[last], unit),
        ),
    )


def _interest(fiche: Fiche) -> Iterator[Block]:
    inputs = fiche.market.inputs
    header = (_("dimension"), _("interest"), _("grounds"))
    entries = [*inputs.dimensions.values(), inputs.sector_interest, inputs.trend]
    yield Table(
        "judgements",
        _("Interest by dimension, and of the sector"),
        header,
        tuple(_judged(fiche, one) for one in entries),
    )
    shown = [one for one in inputs.themes.values() if "none" not in one.possible]
    if shown:
        header = (_("theme"), _("interest"), _("grounds"))
        yield Table("judgements", _("Interest by theme"), header, tuple(_judged(fiche, one) for one in shown))
    for value, label in (("none", _("No interest from")), ("unknown", _("Not known of"))):
        rest = [one for one in inputs.themes.values() if one not in shown and one.value == value]
        if rest:
            names = [input_label(fiche.criteria, one.path) for one in rest]
            yield Prose("; ".join(names), label)


def _activities(fiche: Fiche) -> Iterator[Block]:
    if fiche.activities:
        events = tuple(_event(fiche, one) for one in fiche.activities)
        yield Timeline(events, _timeline_in_words(events))
    if fiche.later:
        text = ngettext(
            "{count} activity lies after {day} and is left out.",
            "{count} activities lie after {day} and are left out.",
            fiche.later,
        )
        yield Prose(text.format(count=fiche.later, day=date_text(fiche.as_of.isoformat())))


def _event(fiche: Fiche, one: Happening) -> Event:
    activity, own = one.activity, one.market == fiche.market.code
    day = first_day(activity.date)
    title = in_language(activity.title, selected())
    member = next((market_name(member.market) for member in fiche.members if member.code == one.market), "")
    return Event(
        year=day.year + (day.month - 0.5) / 12 if day else None,
        date=date_text(activity.date) if day else _("date unknown"),
        kind=kind_word(activity.kind),
        title=f"{member}: {title}" if member else title,
        # The sources of a member are numbered in its own fiche.
        sources=_cited(fiche, [activity.source] if own and activity.source else []),
    )


def _timeline_in_words(events: Sequence[Event]) -> str:
    years = [int(event.year) for event in events if event.year is not None]
    text = ngettext("{count} activity", "{count} activities", len(events)).format(count=len(events))
    if not years:
        return text
    return _("{activities}, from {first} to {last}").format(activities=text, first=min(years), last=max(years))


def _presence(fiche: Fiche) -> Iterator[Block]:
    market = fiche.market.market
    attaches = fiche.market.inputs.attaches.values()
    if attaches:
        words = [f"{input_label(fiche.criteria, one.path)}: {input_word(one)}" for one in attaches]
        cited = market.attaches.sources if market.attaches else ()
        yield Prose("; ".join(words), _("Attachés"), _cited(fiche, cited))
    for label, text in (
        (_("Contact"), market.contact),
        (_("Relation"), market.relation),
        (_("Shared ambition"), market.ambition),
    ):
        if text is not None:
            yield Prose(in_language(text, selected()), label)
    if market.programme is not None:
        since = f" ({date_text(market.programme.since)})" if market.programme.since else ""
        note = in_language(market.programme.note, selected())
        words = [f"{phase_word(market.programme.phase)}{since}", *([note] if note else [])]
        yield Prose("; ".join(words), _("Multi-year programme"))
    if market.special_target is not None:
        target = market.special_target
        period = _("{since} to {until}").format(since=date_text(target.since), until=date_text(target.until))
        goals = [in_language(goal, selected()) for goal in target.goals]
        yield Prose("; ".join([period, *goals]), _("Special target market"))


def _gaps(fiche: Fiche) -> Iterator[Block]:
    """The unknowns, those that can change the category first; those that are alike are told together."""
    if not fiche.gaps.unknowns:
        yield Prose(_("Everything that the categories look at is known."))
    alike: dict[tuple[Fraction, tuple[str, ...]], list[str]] = {}
    for gap in fiche.gaps.decisive:
        alike.setdefault((gap.worth, gap.between), []).append(input_label(fiche.criteria, gap.path))
    if alike:
        yield Table(
            "gaps",
            _("What is not known and can change the category"),
            (_("unknown"), _("decides between"), _("worth")),
            tuple(
                (Cell(listing(labels)), Cell(listing(list(map(category_word, between)))), Cell(chance_word(worth)))
                for (worth, between), labels in alike.items()
            ),
        )
    harmless = [input_label(fiche.criteria, gap.path) for gap in fiche.gaps.harmless]
    if harmless:
        yield Prose("; ".join(harmless), _("Not known, and without effect on the category"))


def _movement(fiche: Fiche) -> Iterator[Block]:
    """What would lift the market, what would cost it its category, and how sure that category is."""
    told = Explained(fiche.criteria, fiche.market.inputs)
    one, step, losses = fiche.market, fiche.next_step, fiche.losses
    if one.category != one.assessment.rule_category:
        yield Prose(seen_from_the_rules(one))
    if step is not None:
        up = _("For the rules to give {category}") if step.category == one.category else _("Up, to {category}")
        yield Prose(_upwards(step, told), up.format(category=step.category))
        obstacles = [requirement_text(result, one.inputs, fiche.criteria) for result in step.obstacles]
        if obstacles:
            yield Prose("; ".join(obstacles), _("In the way"))
    if losses is not None:
        yield Prose(_downwards(losses, told), _("Down"))
    yield Prose(_certainty(fiche.robustness), _("Certainty"))


def _certainty(sure: Robustness) -> str:
    """The chance that the rules' category is the true one."""
    if sure.rule_category == NONE:
        text = _(
            "by the rules the market is in no category; given the confidence of the judgements, the chance that this "
            "is right is {chance}"
        )
    else:
        text = _(
            "by the rules the market is in {category}; given the confidence of the judgements, the chance that this "
            "is right is {chance}"
        )
    return text.format(category=sure.rule_category, chance=chance_word(sure.stability))


def _upwards(step: NextStep, told: Explained) -> str:
    changes = step.changes
    if changes.size is None:
        return _("no change of what an analyst judges leads there")
    if changes.size == 0:
        return _("the rules give it already")
    return _ways(changes, told)


def _downwards(losses: MinimalChanges, told: Explained) -> str:
    return _("no change of what an analyst judges leads there") if losses.size is None else _ways(losses, told)


def _ways(changes: MinimalChanges, told: Explained) -> str:
    """The smallest changes, one after the other; where there are many, the first of them."""
    ways = [told.way(way) for way in changes.ways[:_MOST_WAYS]]
    rest = len(changes.ways) - len(ways)
    if rest:
        ways.append(ngettext("{count} more way", "{count} more ways", rest).format(count=rest))
    return _("; or ").join(ways)


def _effort(fiche: Fiche) -> Iterator[Block]:
    if fiche.effort.lines:
        yield Table(
            "effort",
            _("The effort that belongs to the category, and what is known to be in place"),
            (_("effort"), _("asked"), _("in place")),
            tuple(_effort_row(fiche, line) for line in fiche.effort.lines),
        )


def _effort_row(fiche: Fiche, line: EffortLine) -> tuple[Cell, ...]:
    asked = [strength_word(line.item.strength), in_language(line.item.how_often, selected())]
    return (
        Cell(in_language(line.item.label, selected())),
        Cell("; ".join(word for word in asked if word)),
        Cell(
            effort_word(line),
            note=_shown_by(fiche, line),
            tone=line.status,
            sources=_cited(fiche, _effort_sources(fiche, line)),
        ),
    )


def _shown_by(fiche: Fiche, line: EffortLine) -> str:
    """What shows how an effort stands; an activity of a region's member with the member's name."""
    if line.activity is not None:
        dated = line.activity
        words = [f"{kind_word(dated.activity.kind)}, {date_text(dated.activity.date)}"]
        words += [market_name(one.market) for one in fiche.members if one.code == dated.market]
        return "; ".join(word for word in (*words, effort_note(line)) if word)
    if line.undated:
        return effort_note(line)
    return in_language(line.stated.note, selected()) if line.stated is not None else ""


def _effort_sources(fiche: Fiche, line: EffortLine) -> Iterator[str]:
    if line.stated is not None and line.stated.source is not None:
        yield line.stated.source
    dated = line.activity
    if dated is not None and dated.market == fiche.market.code and dated.activity.source is not None:
        yield dated.activity.source


def _members(fiche: Fiche) -> Iterator[Block]:
    if not fiche.members:
        return
    header = ("", *(market_name(member.market) for member in fiche.members))
    yield Table("members", _("The members of the region"), header, tuple(_member_rows(fiche)))


def _member_rows(fiche: Fiche) -> Iterator[tuple[Cell, ...]]:
    members = fiche.members
    yield (
        Cell(_("category of its own")),
        *(Cell(category_word(one.category), tone=f"category {one.category}", market=one.code) for one in members),
    )
    paths = [path for path in fiche.market.inputs.by_path if path.partition(".")[0] in ("health_system", "dimensions")]
    for path in [*paths, "sector_interest", "trend"]:
        entries = [one.inputs.by_path[path] for one in members]
        cells = (Cell(input_word(entry), mark=_sign(entry), tone=entry.value) for entry in entries)
        yield Cell(input_label(fiche.criteria, path)), *cells
    yield (
        Cell(_("themes with interest")),
        *(Cell(_themes_counted(one.inputs.themes.values())) for one in members),
    )
    for place, figure in enumerate(fiche.figures):
        unit = fiche.criteria.indicators[figure.indicator].unit
        latest = [fiche.member_figures[one.code][place].latest for one in members]
        yield (
            Cell(input_label(fiche.criteria, f"indicators.{figure.indicator}")),
            *(Cell(figure_text(one.value, unit), str(one.year)) if one else Cell("–") for one in latest),
        )


def _sign(entry: Input) -> str:
    return "" if entry.path in ("sector_interest", "trend") else mark(entry)


def _themes_counted(themes: Iterable[Input]) -> str:
    entries = list(themes)
    surely = sum("none" not in one.possible for one in entries)
    at_most = sum(one.possible != ("none",) for one in entries)
    return str(surely) if surely == at_most else f"{surely}–{at_most}"


def _reference(fiche: Fiche, name: str, source: Source | FigureSource) -> Reference:
    details = [in_language(source.publisher, selected())]
    if source.date is not None and source.date != "unknown":
        details.append(date_text(source.date))
    return Reference(
        fiche.numbers[name],
        in_language(source.title, selected()),
        ", ".join(one for one in details if one),
        source.url if source.url and source.url.startswith(("http://", "https://")) else None,
    )
