"""A fiche in words, in the language in use: the country note of a market."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Block,
    Cell,
    Cited,
    Column,
    Event,
    Heading,
    Line,
    Mark,
    Market,
    Number,
    Paragraph,
    Reference,
    Row,
    Said,
    Sources,
    Strong,
    Table,
    Text,
    Timeline,
    content,
)
from hhmonitor.answers.chances import chance_number, chance_word
from hhmonitor.answers.decisions import reason_given
from hhmonitor.answers.efforts import effort_as_data
from hhmonitor.answers.market_data import market_as_data
from hhmonitor.answers.marks import badge, mark
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import profile_text, seen_from_the_rules, two_sentences
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.texts import told, web_address
from hhmonitor.answers.why_not import Explained
from hhmonitor.answers.words import (
    category_label,
    category_word,
    effort_note,
    effort_word,
    input_label,
    input_title,
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
from hhmonitor.language.numbers import compact_money, listing, number, percent
from hhmonitor.language.territories import territory_name
from hhmonitor.model import Bilingual, Source, Statement, first_day
from hhmonitor.model.figures import FigureSource
from hhmonitor.model.market import HOME
from hhmonitor.questions.classification import Classified
from hhmonitor.questions.effort import EffortLine
from hhmonitor.questions.fiche import Fiche, Happening, KeyFigure, NextStep
from hhmonitor.questions.minimal_change import MinimalChanges

_MOST_WAYS = 3
"""How many ways up or down are told."""

Part = tuple[str, str, bool, Iterable[Block]]
"""A section: its name, its title, whether it takes the whole width, and what it says."""

PAGES = 2
"""The most pages that a fiche may take on paper."""


def fiche_answer(fiche: Fiche) -> Answer:
    """The fiche of one market."""
    return Answer(
        "fiche",
        market_name(fiche.market.market),
        lambda: fiche_blocks(fiche),
        data=lambda: fiche_data(fiche),
        columns=2,
        pages=PAGES,
    )


def fiche_data(fiche: Fiche) -> dict[str, Any]:
    """A fiche as plain data."""
    return {
        **shared_data(fiche),
        "effort": effort_as_data(fiche.effort),
        "probabilities": {category: float(chance) for category, chance in fiche.robustness.probabilities.items()},
        "unknowns": [{"path": one.path, "decisive": one.decisive} for one in fiche.gaps.unknowns],
    }


def shared_data(fiche: Fiche) -> dict[str, Any]:
    """What a fiche tells as plain data, whoever it is for."""
    return {
        "criteria": fiche.criteria.id,
        "as_of": fiche.as_of.isoformat(),
        "market": market_as_data(fiche.market, fiche.criteria, grounds=True, withheld=fiche.private_sources),
        "figures": [
            {
                "indicator": one.indicator,
                "values": {str(year): value for year, value in one.series.items()},
                "netherlands": one.home and {"year": one.home.year, "value": one.home.value},
                "peers": one.peers and {"median": one.peers.value, "countries": one.peers.countries},
            }
            for one in fiche.figures
        ],
        "activities": [
            {
                "market": one.market,
                "date": one.activity.date,
                "kind": one.activity.kind,
                "title": told(one.activity.title).text,
            }
            for one in fiche.activities
        ],
    }


def fiche_blocks(fiche: Fiche) -> Iterator[Block]:
    """The masthead, the sections that have something to say, the sources, and what it was made from."""
    yield from _masthead(fiche)
    yield from sections(_sections(fiche))
    yield from references(fiche)
    yield imprint(fiche)


def sections(parts: Iterable[Part]) -> Iterator[Block]:
    """The sections that have something to say, each under its title."""
    for name, title, wide, blocks in parts:
        said = list(blocks)
        if said:
            yield Heading(title, 2, name, wide)
            yield from said


def imprint(fiche: Fiche) -> Paragraph:
    """What the fiche was made from."""
    made = _("As of {day}, by the criteria {criteria}.")
    return Paragraph(made.format(day=date_text(fiche.as_of.isoformat()), criteria=fiche.criteria.id), "imprint")


def verdict(fiche: Fiche) -> Paragraph:
    """The category with what it is called."""
    category = fiche.market.category
    return Paragraph([badge(fiche.criteria, category), f"  {category_label(fiche.criteria, category)}"], "verdict")


def _masthead(fiche: Fiche) -> Iterator[Block]:
    one = fiche.market
    yield Paragraph(_("Health~Holland International Monitor · fiche"), "kicker")
    yield Heading(market_name(one.market), 1)
    yield verdict(fiche)
    status = list(_status(fiche))
    yield Paragraph([part for one in status for part in (" · ", one)][1:], "status")
    yield Paragraph(two_sentences(one, fiche.criteria), "lead")


def _sections(fiche: Fiche) -> Iterator[Part]:
    yield "decision", _("Decision"), True, _decision(fiche)
    yield "members", _("Members side by side"), True, members(fiche)
    yield (
        "characteristics",
        _("Health system and market"),
        False,
        [characteristics(fiche, fiche.market.inputs.health_system.values())],
    )
    yield "figures", _("Key figures"), False, figures(fiche)
    yield "interest", _("Interest"), False, interest(fiche)
    yield "activities", _("Activities"), False, activities(fiche)
    yield "presence", _("Attachés and relation"), False, presence(fiche)
    yield "gaps", _("White spots"), False, _gaps(fiche)
    yield "movement", _("What would move the category"), False, [*movement(fiche), *_certainty(fiche)]
    yield "effort", _("Effort"), True, effort(fiche, fiche.effort.lines)


def _status(fiche: Fiche) -> Iterator[Text | Market]:
    """Remarks beside the category."""
    one = fiche.market
    if one.by_decision:
        overdue = one.decision is not None and one.decision.overdue
        yield Text(_("by decision, review overdue") if overdue else _("by decision"))
    if fiche.region is not None:
        region = market_name(fiche.region.market)
        yield Market(_("through {region}").format(region=region), fiche.region.code)
        yield Text(profile_text(one))
    elif one.assessment.determined:
        yield Text(_("determined by the rules") if not one.by_decision else _("rules: determined"))
    else:
        possible = listing([category_word(category) for category in one.assessment.possible])
        yield Text(_("possible by the rules: {categories}").format(categories=possible))
    if one.assessment.candidate is not None:
        candidate = (
            _("candidate for {category}") if one.region is None else _("candidate for {category} by its profile")
        )
        yield Text(candidate.format(category=one.assessment.candidate))
    if one.market.special_target is not None:
        yield Text(_("special target market"))


def _labelled(label: str, said: Said, sources: tuple[int, ...] = ()) -> Paragraph:
    """A paragraph under a word of its own."""
    return Paragraph([Strong(label), " ", said, Cited(sources)])


def _told(fiche: Fiche, text: str | Bilingual | None) -> Text:
    """A text of the market's file."""
    return told(text, fiche.market.market.language)


def _decision(fiche: Fiche) -> Iterator[Block]:
    status = fiche.market.decision
    if status is None or not fiche.market.by_decision:
        return
    decision = status.decision
    yield Paragraph(reason_given(decision, fiche.market.market.language))
    if decision.review_by is not None:
        template = (
            _("To be reviewed by {date}; that day has passed.") if status.overdue else _("To be reviewed by {date}.")
        )
        yield Paragraph(template.format(date=date_text(decision.review_by)))


def characteristics(fiche: Fiche, entries: Iterable[Input]) -> Table:
    """Characteristics with their judgements and grounds."""
    return Table(
        [_("characteristic"), _("judgement"), _("grounds")],
        [_judged(fiche, entry) for entry in entries],
        _("The six characteristics, each with its grounds"),
        "judgements",
    )


def _judged(fiche: Fiche, entry: Input) -> Row:
    """A row: what is judged, the judgement, and on what it rests."""
    return Row([input_title(fiche.criteria, entry.path), _judgement(entry), _grounds(fiche, entry)])


def _judgement(entry: Input) -> Cell:
    sign: list[Said] = [] if entry.path == "trend" else [mark(entry), " "]
    if sign and isinstance(sign[0], Mark) and sign[0].sign == sign[0].word:
        sign = []
    return Cell([*sign, input_word(entry)], entry.value)


def _grounds(fiche: Fiche, entry: Input) -> Cell:
    if entry.basis == "indicators":
        return _by_figures(fiche, entry)
    if entry.basis == "members":
        return Cell(_by_members(fiche.members, entry.path))
    statement = entry.statement
    if statement is None:
        return Cell(_("not in the inventory") if entry.known else _("nobody has looked into it"))
    rationale = _told(fiche, statement.rationale)
    said = rationale if rationale.text or entry.known else _("nobody has looked into it")
    return Cell([said, Cited(_cited(fiche, statement.sources))], note=_confidence(statement))


def _confidence(statement: Statement) -> str:
    if statement.confidence is None:
        return ""
    return _("confidence: {confidence}").format(confidence=value_word(statement.confidence))


def _by_figures(fiche: Fiche, entry: Input) -> Cell:
    texts = [_figure_in_words(fiche, figure) for figure in entry.figures]
    return Cell(["; ".join(texts) or _("no figures"), Cited(_cited(fiche, _figure_sources(entry.figures)))])


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


def _cited(fiche: Fiche, names: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({fiche.numbers[name] for name in names if name in fiche.numbers}))


def figure_text(value: float, unit: str) -> str:
    """A figure with its unit, short enough for a table."""
    if unit == "USD":
        return compact_money(value)
    if unit.startswith("%"):
        return f"{number(value, 1)}%"
    return number(value)


def figures(fiche: Fiche) -> Iterator[Block]:
    """The key figures, beside those of the Netherlands and of the category."""
    rows = [_figure_row(fiche, one) for one in fiche.figures if one.latest is not None]
    if rows:
        home = territory_name(HOME, selected()) or HOME
        peers = _("median of {category}").format(category=category_word(fiche.market.category))
        yield Table(
            [_("figure"), _("latest"), home, peers],
            rows,
            _("Key figures, beside those of the Netherlands and of the category"),
            "figures",
        )


def _figure_row(fiche: Fiche, one: KeyFigure) -> Row:
    assert one.latest is not None
    unit = fiche.criteria.indicators[one.indicator].unit
    label = input_label(fiche.criteria, f"indicators.{one.indicator}")

    def beside(value: float | None, note: str) -> Cell:
        return Cell(Number(figure_text(value, unit), value, 1), note=note) if value is not None else Cell("–")

    countries = one.peers.countries if one.peers else 0
    latest = Number(figure_text(one.latest.value, unit), one.latest.value, 1)
    return Row(
        [
            Cell(label, line=_line(label, one.series, unit)),
            Cell([latest, Cited(_cited(fiche, [one.latest.source]))], note=str(one.latest.year)),
            beside(one.home.value if one.home else None, str(one.home.year) if one.home else ""),
            beside(
                one.peers.value if one.peers else None,
                ngettext("{count} country", "{count} countries", countries).format(count=countries),
            ),
        ]
    )


def _line(label: str, series: Mapping[int, float], unit: str) -> Line:
    first, last = min(series), max(series)
    if first == last:
        description = _("{label}: {value} in {year}")
    else:
        description = _("{label}: from {first_value} in {first} to {value} in {year}")
    return Line(
        series,
        description.format(
            label=label,
            first=first,
            year=last,
            first_value=figure_text(series[first], unit),
            value=figure_text(series[last], unit),
        ),
        *(figure_text(bound, unit) for bound in (min(series.values()), max(series.values()))),
    )


def interest(fiche: Fiche) -> Iterator[Block]:
    """The interest by dimension and by theme; themes without interest, and those not known of, in a line."""
    inputs = fiche.market.inputs
    yield dimensions(fiche, [*inputs.dimensions.values(), inputs.sector_interest, inputs.trend])
    shown = [one for one in inputs.themes.values() if "none" not in one.possible]
    if shown:
        yield themes(fiche, shown)
    yield from interest_left(fiche, ("none", "unknown"))


def interest_left(fiche: Fiche, values: Iterable[str]) -> Iterator[Block]:
    """The themes without interest, and those not known of, as far as they stand in no table."""
    labels = {"none": _("No interest from"), "unknown": _("Not known of")}
    for value in values:
        rest = [one for one in fiche.market.inputs.themes.values() if "none" in one.possible and one.value == value]
        if rest:
            yield _labelled(labels[value], "; ".join(input_label(fiche.criteria, one.path) for one in rest))


def dimensions(fiche: Fiche, entries: Iterable[Input]) -> Table:
    """The interest by dimension and of the sector, with the trend, and the grounds of each."""
    return Table(
        [_("dimension"), _("interest"), _("grounds")],
        [_judged(fiche, one) for one in entries],
        _("Interest by dimension, and of the sector"),
        "judgements",
    )


def themes(fiche: Fiche, entries: Iterable[Input]) -> Table:
    """The interest by theme, with its grounds."""
    return Table(
        [_("theme"), _("interest"), _("grounds")],
        [_judged(fiche, one) for one in entries],
        _("Interest by theme"),
        "judgements",
    )


def activities(fiche: Fiche) -> Iterator[Block]:
    """What the Dutch did there, newest first."""
    if fiche.activities:
        events = tuple(_event(fiche, one) for one in fiche.activities)
        yield Timeline(events, _timeline_in_words(events))
    if fiche.later:
        text = ngettext(
            "{count} activity lies after {day} and is left out.",
            "{count} activities lie after {day} and are left out.",
            fiche.later,
        )
        yield Paragraph(text.format(count=fiche.later, day=date_text(fiche.as_of.isoformat())))


def _event(fiche: Fiche, one: Happening) -> Event:
    activity, own = one.activity, one.market == fiche.market.code
    day = first_day(activity.date)
    title = _told(fiche, activity.title)
    member = next((market_name(member.market) for member in fiche.members if member.code == one.market), "")
    return Event(
        year=day.year + (day.month - 0.5) / 12 if day else None,
        date=date_text(activity.date) if day else _("date unknown"),
        kind=kind_word(activity.kind),
        # The sources of a member are numbered in its own fiche.
        content=content(
            [
                f"{member}: " if member else "",
                title,
                Cited(_cited(fiche, [activity.source] if own and activity.source else [])),
            ]
        ),
    )


def _timeline_in_words(events: Sequence[Event]) -> str:
    years = [int(event.year) for event in events if event.year is not None]
    text = ngettext("{count} activity", "{count} activities", len(events)).format(count=len(events))
    if not years:
        return text
    return _("{activities}, from {first} to {last}").format(activities=text, first=min(years), last=max(years))


def presence(fiche: Fiche, *, private: bool = True) -> Iterator[Block]:
    """Attachés, relation, ambition, programme and the time as a special target market.

    ``private`` adds whom to ask; what is not known of attachés is told beside it, and else left out.
    """
    market = fiche.market.market
    attaches = fiche.market.inputs.attaches.values()
    if attaches:
        shown = [one for one in attaches if private or one.known]
        words = [f"{input_label(fiche.criteria, one.path)}: {input_word(one)}" for one in shown]
        cited = market.attaches.sources if market.attaches else ()
        if words:
            yield _labelled(_("Attachés"), "; ".join(words), _cited(fiche, cited))
    for label, text in (
        (_("Contact"), market.contact if private else None),
        (_("Relation"), market.relation if private else None),
        (_("Shared ambition"), market.ambition),
    ):
        if text is not None:
            yield _labelled(label, _told(fiche, text))
    if market.programme is not None:
        since = f" ({date_text(market.programme.since)})" if market.programme.since else ""
        note = _told(fiche, market.programme.note)
        phase = f"{phase_word(market.programme.phase)}{since}"
        yield _labelled(_("Multi-year programme"), [phase, "; " if note.text else "", note])
    if market.special_target is not None:
        target = market.special_target
        period = _("{since} to {until}").format(since=date_text(target.since), until=date_text(target.until))
        goals = [part for goal in target.goals for part in ("; ", _told(fiche, goal))]
        yield _labelled(_("Special target market"), [period, *goals])


def _gaps(fiche: Fiche) -> Iterator[Block]:
    """The unknowns, those that can change the category first; those that are alike are told together."""
    if not fiche.gaps.unknowns:
        yield Paragraph(_("Everything that the categories look at is known."))
    alike: dict[tuple[Fraction, tuple[str, ...]], list[str]] = {}
    for gap in fiche.gaps.decisive:
        alike.setdefault((gap.worth, gap.between), []).append(input_label(fiche.criteria, gap.path))
    if alike:
        yield Table(
            [_("unknown"), _("decides between"), Column(_("worth"), numeric=True)],
            [
                Row([listing(labels), listing(list(map(category_word, between))), chance_number(worth)])
                for (worth, between), labels in alike.items()
            ],
            _("What is not known and can change the category"),
            "gaps",
        )
    harmless = [input_label(fiche.criteria, gap.path) for gap in fiche.gaps.harmless]
    if harmless:
        yield _labelled(_("Not known, and without effect on the category"), "; ".join(harmless))


def movement(fiche: Fiche) -> Iterator[Block]:
    """What would lift the market, and what would cost it its category."""
    explained = Explained(fiche.criteria, fiche.market.inputs)
    one, step, losses = fiche.market, fiche.next_step, fiche.losses
    if one.region is not None:
        yield Paragraph(_("A member moves on the list with its region; what follows is about its profile."))
    elif one.category != one.assessment.rule_category:
        yield Paragraph(seen_from_the_rules(one))
    if step is not None:
        up = _("For the rules to give {category}") if step.category == one.category else _("Up, to {category}")
        yield _labelled(up.format(category=step.category), _upwards(step, explained))
        obstacles = [requirement_text(result, one.inputs, fiche.criteria) for result in step.obstacles]
        if obstacles:
            yield _labelled(_("In the way"), "; ".join(obstacles))
    if losses is not None:
        yield _labelled(_("Down"), _ways(losses, explained))


def _certainty(fiche: Fiche) -> Iterator[Block]:
    """The chance that the rules' category is the true one, and what that chance supposes."""
    sure = fiche.robustness
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
    chance = text.format(category=sure.rule_category, chance=chance_word(sure.stability))
    rates = fiche.criteria.error_rates
    if rates is not None:
        supposed = _(
            "this supposes that judgements of high, medium and low confidence are wrong in {high}, {medium} and {low} "
            "of cases, each by itself"
        ).format(**{name: percent(getattr(rates, name)) for name in ("high", "medium", "low")})
        chance = f"{chance}; {supposed}"
    yield _labelled(_("Certainty"), chance)


def _upwards(step: NextStep, explained: Explained) -> str:
    return _("the rules give it already") if step.changes.size == 0 else _ways(step.changes, explained)


def _ways(changes: MinimalChanges, explained: Explained) -> str:
    """The smallest changes, one after the other; where there are many, the first of them."""
    if changes.beyond_reach:
        return _("the smallest changes that lead there are too many to work out")
    if changes.size is None:
        return _("no change of what an analyst judges leads there")
    ways = [explained.way(way) for way in changes.ways[:_MOST_WAYS]]
    rest = len(changes.ways) - len(ways)
    if rest:
        ways.append(ngettext("{count} more way", "{count} more ways", rest).format(count=rest))
    return _("; or ").join(ways)


def effort(fiche: Fiche, lines: Sequence[EffortLine]) -> Iterator[Block]:
    """The effort that belongs to the category, and what is known to be in place."""
    if lines:
        yield Table(
            [_("effort"), _("asked"), _("in place")],
            [_effort_row(fiche, line) for line in lines],
            _("The effort that belongs to the category, and what is known to be in place"),
            "effort",
        )


def _effort_row(fiche: Fiche, line: EffortLine) -> Row:
    asked = [strength_word(line.item.strength), told(line.item.how_often).text]
    status: list[Said] = [effort_word(line), Cited(_cited(fiche, _effort_sources(fiche, line)))]
    return Row(
        [
            told(line.item.label),
            "; ".join(word for word in asked if word),
            Cell(status, line.status, note=_shown_by(fiche, line)),
        ]
    )


def _shown_by(fiche: Fiche, line: EffortLine) -> Said:
    """What shows how an effort stands; an activity of a region's member with the member's name."""
    if line.activity is not None:
        dated = line.activity
        words = [f"{kind_word(dated.activity.kind)}, {date_text(dated.activity.date)}"]
        words += [market_name(one.market) for one in fiche.members if one.code == dated.market]
        return "; ".join(word for word in (*words, effort_note(line)) if word)
    if line.undated:
        return effort_note(line)
    return _told(fiche, line.stated.note) if line.stated is not None else ""


def _effort_sources(fiche: Fiche, line: EffortLine) -> Iterator[str]:
    if line.stated is not None and line.stated.source is not None:
        yield line.stated.source
    dated = line.activity
    if dated is not None and dated.market == fiche.market.code and dated.activity.source is not None:
        yield dated.activity.source


def members(fiche: Fiche) -> Iterator[Block]:
    """The members of a region side by side."""
    if not fiche.members:
        return
    header = ["", *(market_name(member.market) for member in fiche.members)]
    yield Table(header, _member_rows(fiche), _("The members of the region"), "members")


def _member_rows(fiche: Fiche) -> Iterator[Row]:
    members = fiche.members
    yield Row([_("Profile by the rules"), *(badge(fiche.criteria, one.assessment.rule_category) for one in members)])
    paths = [path for path in fiche.market.inputs.by_path if path.partition(".")[0] in ("health_system", "dimensions")]
    for path in [*paths, "sector_interest", "trend"]:
        entries = [one.inputs.by_path[path] for one in members]
        yield Row([input_title(fiche.criteria, path), *map(_judgement, entries)])
    yield Row([_("Themes with interest"), *(_themes_counted(one.inputs.themes.values()) for one in members)])
    for place, figure in enumerate(fiche.figures):
        unit = fiche.criteria.indicators[figure.indicator].unit
        latest = [fiche.member_figures[one.code][place].latest for one in members]
        cells = [Cell(figure_text(one.value, unit), note=str(one.year)) if one else Cell("–") for one in latest]
        yield Row([input_label(fiche.criteria, f"indicators.{figure.indicator}"), *cells])


def _themes_counted(themes: Iterable[Input]) -> str:
    entries = list(themes)
    surely = sum("none" not in one.possible for one in entries)
    at_most = sum(one.possible != ("none",) for one in entries)
    return str(surely) if surely == at_most else f"{surely}–{at_most}"


def references(fiche: Fiche) -> Iterator[Block]:
    """The sources, by the numbers under which they are cited."""
    if fiche.sources:
        yield Heading(_("Sources"), 2, "sources", wide=True)
        yield Sources(tuple(_reference(fiche, name, source) for name, source in fiche.sources.items()))


def _reference(fiche: Fiche, name: str, source: Source | FigureSource) -> Reference:
    title = _told(fiche, source.title)
    details = [_told(fiche, source.publisher).text]
    if source.date is not None and source.date != "unknown":
        details.append(date_text(source.date))
    published = ", ".join(one for one in details if one)
    return Reference(fiche.numbers[name], title.text, published, web_address(source.url), title.language)
