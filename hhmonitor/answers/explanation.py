"""The whole reasoning on one market, as a person would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Block,
    Cited,
    Column,
    Content,
    Heading,
    Item,
    Items,
    Mark,
    Market,
    Paragraph,
    Reference,
    Said,
    Sources,
    Table,
    content,
)
from hhmonitor.answers.conditions import asked_text
from hhmonitor.answers.criteria_table import leaving_blocks
from hhmonitor.answers.decisions import decision_blocks
from hhmonitor.answers.market_data import list_as_data
from hhmonitor.answers.marks import badge, badges_in_a_sentence, has_sign, mark, named_badge, outcome_mark
from hhmonitor.answers.membership import minority_text, region_rules
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import justification
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.texts import PLAIN, filled, read_as, told, web_address
from hhmonitor.answers.why_not import losing_text, sufficient_reason_text, why_not_blocks
from hhmonitor.answers.words import input_label, input_word, place_in_source, unit_word, value_word
from hhmonitor.engine import NONE, RequirementResult
from hhmonitor.inputs import Figure, Input
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import Criteria, Requirement, in_language
from hhmonitor.model.criteria import Category, Variant
from hhmonitor.model.market import Source, Statement
from hhmonitor.questions.classification import Classification, Classified
from hhmonitor.questions.differences import better_in_force, category_of, in_the_way, next_better, results_of
from hhmonitor.questions.provenance import Provenance, mixes_vintages, provenance


def explanation(classification: Classification, code: str) -> Answer:
    """The reasoning on the market with this code."""
    return Answer(
        "explain",
        market_name(classification[code].market),
        _Explanation(classification, code).blocks,
        data=lambda: list_as_data(classification, [code], grounds=True),
    )


@dataclass(frozen=True, slots=True)
class InputsTold:
    """What is known of the inputs of one market, each with its grounds, and the sources that these cite by number."""

    items: Mapping[str, Item]
    references: tuple[Reference, ...]


def inputs_told(classification: Classification, code: str, paths: Iterable[str]) -> InputsTold:
    """What is known of some inputs of a market, as its explanation tells it, without how the criteria were read."""
    return _Explanation(classification, code).inputs_told(paths)


class _Explanation:
    """Tells the reasoning on one market, in the language in use."""

    def __init__(self, classification: Classification, code: str) -> None:
        self._classification = classification
        self._criteria = classification.criteria
        self._one = classification[code]
        self._sources = _Numbered(self._one.market.sources, self._one.market.language)

    def blocks(self) -> Iterator[Block]:
        """The explanation, block by block."""
        one, criteria = self._one, self._criteria
        yield Heading(self._title(), 1)
        yield Paragraph(justification(one, criteria), "lead")
        yield Items(self._facts())
        if one.decision is not None:
            yield from decision_blocks(one.decision, criteria, one.market.language)
        yield from self._enough()
        yield from self._one_up()
        yield from self._requirements()
        yield from self._leaving()
        yield from self._inputs()
        yield from self._members()
        yield from self._unknowns()
        yield from self._sources.blocks()

    def inputs_told(self, paths: Iterable[str]) -> InputsTold:
        """What is known of some inputs, by path."""
        items = {path: self._input(self._one.inputs.by_path[path], readings=False) for path in paths}
        return InputsTold(items, self._sources.references())

    def _title(self) -> Content:
        """The market with its category; a member of a region has that of the region, and through it alone."""
        one, criteria = self._one, self._criteria
        name = content([_market(one), f" ({one.code})"])
        if one.region is not None:
            region = self._classification[one.region]
            template = _("{market}: category {category} through {region}")
            if region.category != NONE:
                category = badge(criteria, region.category)
                return filled(template, market=name, category=category, region=market_name(region.market))
        elif one.category != NONE:
            category_named = named_badge(criteria, one.category)
            return filled(_("{market}: category {category}"), market=name, category=category_named)
        return name

    def _facts(self) -> Iterator[Content]:
        one, criteria = self._one, self._criteria
        by_the_rules = named_badge(criteria, one.assessment.rule_category)
        if one.region is None:
            yield filled(_("by the rules: {category}"), category=by_the_rules)
        else:
            yield filled(
                _("its profile, the category by the rules if it stood alone: {category}"), category=by_the_rules
            )
        yield self._declared()
        if one.region is not None:
            region = self._classification[one.region]
            yield filled(
                _("member of the region {region}, which is in category {category}"),
                region=_market(region),
                category=badge(criteria, region.category),
            )
        criteria_text = _("criteria {criteria}, figures and decisions as of {day}; judgements as of {reference}")
        reference = date_text(one.market.reference_date or "unknown")
        day = date_text(self._classification.as_of)
        yield content(criteria_text.format(criteria=criteria.id, day=day, reference=reference))

    def _declared(self) -> Content:
        """What the market's file says of its category; a member of a region need not say anything."""
        one = self._one
        if one.declared is None and one.region is None:
            return content(_("no category is declared in the file"))
        declared = badge(self._criteria, one.declared) if one.declared else _("not on the list by itself")
        return filled(_("declared in the file: {category}"), category=declared)

    def _enough(self) -> Iterator[Block]:
        """What fixes the category by the rules, and what would cost the market its category."""
        told_of_it = [
            sufficient_reason_text(self._classification, self._one.code),
            losing_text(self._classification, self._one.code),
        ]
        if any(told_of_it):
            yield Heading(_("What the category by the rules hangs on"))
            yield from (Paragraph(text) for text in told_of_it if text)

    def _one_up(self) -> Iterator[Block]:
        """Why the rules do not give the category in force, where that is a better one, nor the next category up."""
        one, criteria = self._one, self._criteria
        in_force = better_in_force(one, criteria)
        above = next_better(criteria, one.assessment.rule_category)
        if in_force is not None:
            yield from why_not_blocks(self._classification, one.code, in_force)
        if above is not None and above is not category_of(criteria, in_force or ""):
            yield from why_not_blocks(self._classification, one.code, above.id)

    # The categories

    def _requirements(self) -> Iterator[Block]:
        """Each category's requirements, and what they come to."""
        one, criteria = self._one, self._criteria
        yield Heading(_("The categories and what they ask"))
        for category in criteria.categories:
            results = results_of(one, category)
            label = f" ({in_language(category.label, selected(), category.id)})"
            yield Heading([badge(criteria, category.id), label], 3)
            yield Items([*map(self._requirement, results), *map(self._variant, category.variants)])
            yield Paragraph(self._verdict(category))

    def _requirement(self, result: RequirementResult) -> Item:
        text = requirement_text(result, self._one.inputs, self._criteria)
        if result.strength == "preferred":
            text = _("preferably: {text}").format(text=text)
        return Item(text, outcome_mark(result.outcome), _name_and_reading(result.requirement))

    def _variant(self, variant: Variant) -> Item:
        """When a part of a category takes a market; they are tried in this order."""
        when = asked_text(variant.when, self._criteria) if variant.when else _("otherwise")
        variant_text = filled(_("{variant}: {condition}"), variant=badge(self._criteria, variant.id), condition=when)
        return Item(variant_text, details=_name_and_reading(variant))

    def _verdict(self, category: Category) -> Said:
        """What the requirements of one category come to."""
        one, criteria = self._one, self._criteria
        rule = one.assessment.rule_category
        obstacles = in_the_way(one, criteria, category.id)
        if category_of(criteria, rule) is category:
            if category.variants:
                template = _("The market falls in this category by the rules, in {variant}.")
                return filled(template, variant=badge(criteria, rule))
            return _("The market falls in this category by the rules.")
        if not obstacles:
            return _("All this is met too, but a better category comes first.")
        if category_of(criteria, one.assessment.candidate or "") is category:
            return _("Only a preference keeps the market out: it is a candidate.")
        if all(result.outcome == "unknown" for result in obstacles):
            return _("Not proven: what is not known decides this.")
        failing = [result for result in obstacles if result.outcome == "not_met"]
        labels = [in_language(result.requirement.label, selected(), result.requirement.id) for result in failing]
        return _("Out of reach as things stand: {requirements}.").format(requirements=listing(labels))

    def _leaving(self) -> Iterator[Block]:
        """What it takes to leave the category that the file declares, where the criteria hold a market in it."""
        declared = category_of(self._criteria, self._one.declared or "")
        if self._criteria.hysteresis is None or declared is None:
            return
        yield Heading(_("What it takes to leave the category"))
        yield from leaving_blocks(self._criteria, [declared])

    # The inputs

    def _inputs(self) -> Iterator[Block]:
        inputs = self._one.inputs
        yield Heading(_("What is known of the market"))
        for title, entries in (
            (_("Health system and market"), inputs.health_system.values()),
            (_("Dimensions of internationalisation"), inputs.dimensions.values()),
            (_("Themes"), inputs.themes.values()),
            (_("The sector as a whole"), [inputs.sector_interest, inputs.trend]),
            (_("Attachés at the posts"), inputs.attaches.values()),
            (_("Priority lists"), inputs.priority_lists.values()),
        ):
            items = [self._input(entry) for entry in entries]
            if items:
                yield Heading(title, 3)
                yield Items(items)

    def _input(self, entry: Input, *, readings: bool = True) -> Item:
        members = [self._classification.inputs(code).by_path[entry.path] for code in self._one.members]
        by_majority = minority_text(self._criteria, entry, members)
        value = by_majority or input_word(entry)
        text = _("{label}: {value}").format(label=input_label(self._criteria, entry.path), value=value)
        notes = [
            note for note in ("" if by_majority else self._basis(entry), self._confidence(entry.statement)) if note
        ]
        if notes:
            text += f" ({', '.join(notes)})"
        sign = Mark(mark(entry).sign, mark(entry).tone, value) if has_sign(entry) else None
        details = [*self._grounds(entry), *(definition_read_as(self._criteria, entry.path) if readings else ())]
        return Item(text, sign, details)

    def _basis(self, entry: Input) -> str:
        return {
            "judgement": "",
            "indicators": _("by the figures"),
            "members": _("by its members"),
            "list": "",
            "unknown": "",
        }[entry.basis]

    @staticmethod
    def _confidence(statement: Statement | None) -> str:
        if statement is None or statement.confidence is None:
            return ""
        return _("confidence {level}").format(level=value_word(statement.confidence))

    def _grounds(self, entry: Input) -> Iterator[Content]:
        """The rationale with its sources, or the figures."""
        statement = entry.statement
        if statement is not None:
            rationale = told(statement.rationale, self._one.market.language)
            if rationale.text or statement.sources:
                yield content([rationale, *self._sources.cite(statement.sources)])
        for figure in entry.figures:
            yield self._figure(figure)
        if entry.basis == "indicators":
            yield from self._judged_by_figures(entry)

    def _judged_by_figures(self, entry: Input) -> Iterator[Content]:
        """What the figures must be, and which are missing."""
        rule = self._criteria.health_system[entry.path.partition(".")[2]].positive_when
        if rule is None:
            return
        yield content(_("positive with {condition}").format(condition=asked_text(rule, self._criteria)))
        if entry.known:
            return
        figures = self._classification.gatherer.figures_of(self._one.market)
        asked = [str(leaf.indicator) for leaf in rule.leaves()]
        missing = dict.fromkeys(name for indicator in asked for name in figures.missing(indicator))
        yield content(
            _("neither the table nor the market's file has figures up to {year} of {indicators}").format(
                year=self._classification.as_of.year, indicators=listing([self._indicator(name) for name in missing])
            )
        )

    def _figure(self, figure: Figure) -> Content:
        definition = self._criteria.indicators[figure.indicator]
        label = in_language(definition.label, selected(), figure.indicator)
        text = _("{label}: {value} {unit} in {year}").format(
            label=label, value=number(figure.value), unit=unit_word(definition.unit), year=figure.year
        )
        if figure.factors:
            years = [f"{self._indicator(factor.indicator)} {factor.year}" for factor in figure.factors]
            text += " " + _("(product of {factors})").format(factors=listing(years))
        found = provenance(self._classification.project, self._one.market, figure)
        mixed = " " + _("(figures of different vintages)") if mixes_vintages(found) else ""
        return content([text, *self._sources.cite_figures(found), mixed])

    def _indicator(self, name: str) -> str:
        return input_label(self._criteria, f"indicators.{name}").lower()

    # The members, and what is not known

    def _members(self) -> Iterator[Block]:
        one, criteria = self._one, self._criteria
        if not one.members:
            return
        yield Heading(_("What each member contributes"))
        members = [self._classification[code] for code in one.members]
        rows: list[list[Said]] = []
        for path, entry in one.inputs.by_path.items():
            if not path.startswith("priority_lists."):
                rows.append(
                    [
                        input_label(criteria, path),
                        *(mark(member.inputs.by_path[path]) for member in members),
                        mark(entry),
                    ]
                )
        profiles = [badge(criteria, member.assessment.rule_category) for member in members]
        rows.append(
            [_("by the rules (of a member: its profile)"), *profiles, badge(criteria, one.assessment.rule_category)]
        )
        columns = [Column(market_name(member.market), short=member.code, scale="value") for member in members]
        yield Table(
            [Column(_("input"), 34), *columns, Column(_("region"), scale="value")],
            rows,
            _("What each member contributes"),
        )
        named = [part for member in members for part in ("; ", f"{member.code} ", _market(member))]
        yield Paragraph(named[1:], "legend")
        yield Paragraph(region_rules(criteria))

    def _unknowns(self) -> Iterator[Block]:
        one = self._one
        unknown = [input_label(self._criteria, path) for path, entry in one.inputs.by_path.items() if not entry.known]
        yield Heading(_("What is not known"))
        if not unknown:
            yield Paragraph(_("Every input is known."))
            return
        yield Paragraph(listing(unknown) + ".")
        if one.assessment.determined:
            yield Paragraph(_("None of this can change the category by the rules."))
        else:
            template = _("Depending on it, these categories are possible: {categories}.")
            yield Paragraph(filled(template, categories=badges_in_a_sentence(self._criteria, one.assessment.possible)))


def definition_read_as(criteria: Criteria, path: str) -> list[Content]:
    """How the criteria understood what they ask of an input; nothing where they do not say."""
    group, _dot, name = path.partition(".")
    definition = getattr(criteria, group).get(name) if name else None
    return [] if definition is None else read_as(definition.reading)


def _market(one: Classified) -> Market:
    return Market(market_name(one.market), one.code)


def _name_and_reading(one: Requirement | Variant) -> Iterator[Said]:
    """What a requirement is called, its place in the source, and how that was read."""
    label = in_language(one.label, selected())
    name = ", ".join(part for part in (label, place_in_source(one.reference)) if part)
    if name:
        yield name
    yield from read_as(one.reading)


_TABLE = "of the table of figures"


class _Numbered:
    """The sources of a market, numbered in the order in which they are cited."""

    def __init__(self, sources: Mapping[str, Source], written_in: str) -> None:
        self._sources = dict(sources)
        self._written_in = dict.fromkeys(sources, written_in)
        self._numbers: dict[str, int] = {}

    def cite(self, names: Sequence[str]) -> Content:
        """References such as “[1, 3]”; a source that the file does not describe keeps its name."""
        known = [name for name in names if name in self._sources]
        numbers = tuple(self._numbers.setdefault(name, len(self._numbers) + 1) for name in known)
        unknown = ", ".join(name for name in names if name not in self._sources)
        return content([Cited(numbers), f" [{unknown}]" if unknown else ""])

    def cite_figures(self, found: Iterable[Provenance]) -> Content:
        """References to where figures come from: the market's own sources, or those of the common tables."""
        names = []
        for one in found:
            if one.own or one.title == one.source:
                names.append(one.source)
                continue
            # The tables name their sources themselves; the market may use the same id for another one.
            name = f"{one.source} {_TABLE}"
            self._sources[name] = Source(title=one.title, publisher=one.publisher, url=one.url, date=one.vintage)
            names.append(name)
        return self.cite(tuple(dict.fromkeys(names)))

    def blocks(self) -> Iterator[Block]:
        """The sources that were cited."""
        if self._numbers:
            yield Heading(_("Sources"))
            yield Sources(self.references())

    def references(self) -> tuple[Reference, ...]:
        """The sources that were cited, by number."""
        return tuple(self._reference(place, name) for name, place in self._numbers.items())

    def _reference(self, place: int, name: str) -> Reference:
        source = self._sources[name]
        date = date_text(source.date) if source.date and source.date != "unknown" else _("undated")
        details = ", ".join(part for part in (in_language(source.publisher, selected()), date) if part)
        title = told(source.title, self._written_in.get(name, PLAIN))
        return Reference(place, title.text, details, web_address(source.url), title.language)
