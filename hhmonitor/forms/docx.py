"""An answer as a Word document that people go on working in. Needs python-docx, from the extra ``word``.

The same answer gives the same bytes: the document says nothing of when it was made.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import (
    Badge,
    Bars,
    Block,
    Break,
    Cell,
    Cited,
    Code,
    Content,
    Count,
    Gauge,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Mark,
    Paragraph,
    Picture,
    Quiet,
    Reference,
    Row,
    Sources,
    Strong,
    Table,
    Text,
    Timeline,
    Verbatim,
    plain,
)
from hhmonitor.forms import Page
from hhmonitor.forms._charts import as_characters, as_pixels, bar_of_characters
from hhmonitor.forms._palette import CATEGORIES, DEEP, INK, QUIET, colour_of
from hhmonitor.language.characters import visible, visible_lines

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

ENDINGS, EXTRA, BINARY = (".docx",), "word", True

_MOMENT = datetime(2020, 1, 1)
_WIDTH = 180
"""Millimetres of text on a page."""

_PICTURE = 125
"""Millimetres across a picture."""

_SIZES = {"kicker": 8, "verdict": 13, "status": 8, "lead": 10, "quiet": 8, "legend": 7.5, "imprint": 7}
"""Points of the paragraphs that are not plain."""


def render(answer: Answer, page: Page) -> bytes:
    """The blocks as a .docx file."""
    from docx import Document

    document = Document()
    _prepare(document, answer)
    writer = _Writer(document)
    for block in answer.blocks:
        writer.block(block)
    return _reproducible(document)


def _prepare(document: WordDocument, answer: Answer) -> None:
    """The page, the fonts, and what the file says of itself."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(15)
    page.top_margin = page.bottom_margin = Mm(14)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(9), RGBColor.from_string(INK)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3), 1.0
    for name, size, before in (("Heading 1", 20, 0), ("Heading 2", 12, 8), ("Heading 3", 10, 5), ("Heading 4", 9, 4)):
        style = document.styles[name]
        style.font.name, style.font.size = "Georgia", Pt(size)
        style.font.color.rgb = RGBColor.from_string(DEEP)
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)
    language = normal.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): _locale(answer.language)})
    normal.element.get_or_add_rPr().append(language)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = visible(answer.title)[:255], "hhmonitor", ""
    properties.language = answer.language
    properties.created = properties.modified = _MOMENT
    properties.last_modified_by, properties.revision = "hhmonitor", 1
    _page_numbers(page.footer.paragraphs[0])


def _locale(language: str) -> str:
    return {"nl": "nl-NL", "en": "en-GB"}.get(language, language)


class _Writer:
    """Writes blocks into one document."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document

    def block(self, block: Block) -> None:
        match block:
            case Heading(said, level):
                self._said(self._document.add_heading("", min(level, 4)), said, plain_looks=True)
            case Paragraph(said, kind):
                paragraph = self._document.add_paragraph()
                quiet = kind in {"kicker", "status", "quiet", "legend", "imprint"}
                self._said(paragraph, said, size=_SIZES.get(kind), colour=QUIET if quiet else None)
            case Items(items, numbered):
                for number, item in enumerate(items, start=1):
                    self._item(item, number if numbered else 0)
            case Table():
                self._table(block)
            case Bars(bars):
                for bar in bars:
                    paragraph = self._document.add_paragraph()
                    self._run(paragraph, f"{bar.label}  ", bold=True)
                    colour = colour_of(bar.tone)
                    self._run(paragraph, bar_of_characters(bar.share), colour=colour.word if colour else DEEP)
                    self._run(paragraph, f"  {bar.text}")
            case Timeline(events):
                for event in events:
                    paragraph = self._document.add_paragraph()
                    self._run(paragraph, f"{event.date} ", colour=QUIET)
                    self._run(paragraph, f"{event.kind} ", bold=True)
                    self._said(paragraph, event.content)
            case Verbatim(text):
                self._verbatim(text)
            case Sources(references):
                for one in references:
                    self._reference(one)
            case Picture():
                self._picture(block)
            case Break():
                self._document.add_page_break()  # type: ignore[no-untyped-call]

    # Parts of a paragraph

    def _said(
        self,
        paragraph: WordParagraph,
        said: Content,
        *,
        size: float | None = None,
        colour: str | None = None,
        bold: bool = False,
        plain_looks: bool = False,
    ) -> None:
        """``plain_looks`` leaves size, weight and colour to the style of the paragraph."""
        for part in said:
            if plain_looks:
                self._run(paragraph, plain((part,)) if not isinstance(part, Text) else part.text)
            else:
                self._inline(paragraph, part, size, colour, bold)

    def _inline(
        self, paragraph: WordParagraph, part: Inline, size: float | None, colour: str | None, bold: bool
    ) -> None:
        match part:
            case Text(text, language):
                self._run(paragraph, text, size=size, colour=colour, bold=bold, language=language)
            case Strong(text):
                self._run(paragraph, text, size=size, colour=colour, bold=True)
            case Quiet(text, language):
                self._run(paragraph, text, size=(size or 9) * 0.9, colour=QUIET, language=language)
            case Code(text):
                self._run(paragraph, text, size=size, colour=colour, bold=bold, font="Consolas")
            case Link(text, url):
                self._link(paragraph, text, url, size)
            case Badge(text, tone):
                self._badge(paragraph, text, tone, size)
            case Mark(sign, tone):
                found = colour_of(tone)
                self._run(paragraph, sign, size=size, bold=True, colour=found.word if found else colour)
            case Gauge(text, share):
                self._run(paragraph, bar_of_characters(share), size=6, colour=DEEP)
                self._run(paragraph, f" {text}", size=size, bold=bold)
            case Cited(numbers):
                if numbers:
                    run = self._run(paragraph, " " + " ".join(map(str, numbers)), colour=DEEP)
                    run.font.superscript = True
            case _:
                self._run(paragraph, part.text, size=size, colour=colour, bold=bold)

    def _run(
        self,
        paragraph: WordParagraph,
        text: str,
        *,
        bold: bool = False,
        size: float | None = None,
        colour: str | None = None,
        font: str | None = None,
        language: str | None = None,
    ) -> Any:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        run = paragraph.add_run(visible_lines(text))
        run.bold = bold or None
        if size is not None:
            run.font.size = Pt(size)
        if colour is not None:
            run.font.color.rgb = RGBColor.from_string(colour)
        if font is not None:
            run.font.name = font
        if language is not None:
            element = OxmlElement("w:lang")
            element.set(qn("w:val"), _locale(language))
            run._r.get_or_add_rPr().append(element)
        return run

    def _badge(self, paragraph: WordParagraph, text: str, tone: str, size: float | None) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        look = CATEGORIES[tone]
        run = self._run(paragraph, f"\u00a0{text}\u00a0", bold=True, size=size, colour=look.ink)
        shade = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.paper)):
            shade.set(qn(f"w:{name}"), value)
        run._r.get_or_add_rPr().append(shade)

    def _link(self, paragraph: WordParagraph, text: str, url: str, size: float | None) -> None:
        """A link, which python-docx leaves to those who use it; an address that is none of the web stays text."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        if not url.startswith(("https://", "http://")) or not url.isprintable():
            self._run(paragraph, f"{text} ({url})" if text != url else text, size=size)
            return
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run = self._run(paragraph, text, size=size, colour=DEEP)
        run.font.underline = True
        link.append(run._r)
        paragraph._p.append(link)

    # Lists, lines and sources

    def _item(self, item: Item, number: int) -> None:
        from docx.shared import Mm, Pt

        # A number or sign of ours, so that it is the same in every form and does not go on from list to list.
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(6), Mm(-6)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(6))
        if item.mark is not None:
            self._inline(paragraph, item.mark, None, None, True)
        else:
            self._run(paragraph, f"{number}." if number else "•", colour=DEEP)
        self._run(paragraph, "\t")
        self._said(paragraph, item.content)
        for detail in item.details:
            beneath = self._document.add_paragraph()
            beneath.paragraph_format.left_indent, beneath.paragraph_format.space_after = Mm(6), Pt(1)
            self._said(beneath, detail, size=8, colour=QUIET)

    def _verbatim(self, text: str) -> None:
        from docx.shared import Mm

        for line in text.rstrip("\n").split("\n"):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.left_indent = Mm(6)
            self._run(paragraph, line, size=8, font="Consolas")

    def _reference(self, one: Reference) -> None:
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        self._run(paragraph, f"{one.number}  ", size=7)
        if one.url:
            self._link(paragraph, one.title, one.url, 7)
        else:
            self._run(paragraph, one.title, size=7, language=one.language)
        if one.details:
            self._run(paragraph, f", {one.details}", size=7)

    def _picture(self, picture: Picture) -> None:
        """A picture as pixels, which Typst makes; without it there is none, since it says nothing of its own."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm

        pixels = as_pixels(picture, _PICTURE)
        if pixels is None:
            return
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made = paragraph.add_run().add_picture(io.BytesIO(pixels), width=Mm(_PICTURE))
        made._inline.docPr.set("descr", visible(picture.description))

    # Tables

    def _table(self, block: Table) -> None:
        from docx.shared import Mm, Pt

        table = self._document.add_table(rows=1, cols=len(block.columns))
        table.autofit = False
        widths = [Mm(width) for width in column_widths(block, _WIDTH)]
        for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
            self._run(cell.paragraphs[0], column.title, size=7.5, colour=QUIET)
        _repeat(table.rows[0]._tr)
        for row in block.rows:
            added = table.add_row()
            for place, (made, cell) in enumerate(zip(added.cells, row.cells, strict=True)):
                self._cell(made.paragraphs[0], cell, first=place == 0, row=row, numeric=block.columns[place].numeric)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for made_row in table.rows:
            _keep_whole(made_row._tr)
            for made, width in zip(made_row.cells, widths, strict=True):
                made.width = width
                _underline(made)
                made.paragraphs[0].paragraph_format.space_after = Pt(1)

    def _cell(self, paragraph: WordParagraph, cell: Cell | Count, *, first: bool, row: Row, numeric: bool) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        if numeric:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if isinstance(cell, Count):
            self._run(paragraph, str(cell.value), size=8)
            return
        member = first and row.kind == "member"
        if member:
            self._run(paragraph, "└ ", size=8, colour=QUIET)
        found = colour_of(cell.tone)
        strong = (first and not member) or found is not None
        self._said(paragraph, cell.content, size=8, bold=strong, colour=found.word if found else None)
        if cell.line is not None:
            self._run(paragraph, f"  {as_characters(cell.line.series)}", size=8, colour=DEEP)
        if cell.note:
            self._run(paragraph, " ", size=7.5)
            self._said(paragraph, cell.note, size=7.5, colour=QUIET)


_SIGN = 2
"""Characters of what is a sign and no word."""


def column_widths(table: Table, whole: float) -> list[float]:
    """How much of the whole, of 100 or more, each column gets: by what its longest cells hold, the short ones in full.

    The first column names the rows, and gets room for that; the title of a column of signs is rather broken.
    """
    from hhmonitor.answers.answer import cell_text

    needed, floors = [], []
    for place, column in enumerate(table.columns):
        lengths = sorted(len(cell_text(row.cells[place])) for row in table.rows) or [0]
        typical = lengths[min(len(lengths) - 1, int(len(lengths) * 0.9))]
        words = max((len(word) for word in column.title.split()), default=1)
        signs = lengths[-1] <= _SIGN
        needed.append(float(min(max(typical, min(words, 8) if signs else words, 3), 90)))
        floor = min(whole / len(table.columns), 9.0 if signs else 14.0)
        floors.append(floor if place else max(floor, min(2.0 * typical, 24.0)))
    total = sum(needed)
    widths = [max(floor, whole * one / total) for floor, one in zip(floors, needed, strict=True)]
    scale = whole / sum(widths)
    return [width * scale for width in widths]


def _page_numbers(paragraph: WordParagraph) -> None:
    """The number of the page, worked out by Word."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run()
    run.font.size = Pt(7)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _repeat(row: Any) -> None:
    """Make a row the header of its table, told again on every page."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: Any) -> None:
    """Keep a row from being cut in two by the end of a page."""
    from docx.oxml import OxmlElement

    row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _underline(cell: Any) -> None:
    """A thin line under a cell."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, bottom = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("color", "CFCABD")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    cell._tc.get_or_add_tcPr().append(borders)


def _reproducible(document: WordDocument) -> bytes:
    """The document's bytes, without the moment at which they were made."""
    made, same = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(same, "w", zipfile.ZIP_DEFLATED) as written:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, parts.read(part))
    return same.getvalue()
