"""A fiche as a Word document that people go on working in. Needs python-docx, from the extra ``word``."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph

from hhmonitor.answers.fiche.blocks import Block, Cell, Items, Note, Numbers, Prose, Reference, Table, Timeline
from hhmonitor.answers.fiche.sparkline import as_characters
from hhmonitor.language import selected

_INK, _QUIET, _DEEP = RGBColor(0x1A, 0x24, 0x2E), RGBColor(0x55, 0x60, 0x6B), RGBColor(0x0B, 0x4F, 0x6C)
_GOOD, _MIDDLING, _BAD = RGBColor(0x14, 0x60, 0x3F), RGBColor(0x7A, 0x4F, 0x00), RGBColor(0x99, 0x29, 0x1B)
_TONES = {
    **dict.fromkeys(("positive", "broad", "yes", "emerging", "in_place"), _GOOD),
    **dict.fromkeys(("mixed", "planned", "lapsed"), _MIDDLING),
    **dict.fromkeys(("negative", "declining"), _BAD),
    **dict.fromkeys(("unknown", "none", "no"), _QUIET),
}

# The widths of the columns in millimetres, of the 180 there are; other tables share them out evenly.
_WIDTHS = {"judgements": (42, 22, 116), "figures": (84, 36, 30, 30), "effort": (84, 48, 48), "gaps": (110, 50, 20)}
_WHOLE, _FIRST = 180, 44

_MOMENT = datetime(2020, 1, 1)
"""What stands for the time of making in every document, so that the same note gives the same bytes."""


def as_word(note: Note) -> bytes:
    """The note as a .docx file."""
    document = Document()
    _prepare(document, note)
    _paragraph(document, note.kicker, size=8, colour=_QUIET)
    document.add_heading(note.title, 0)
    verdict = document.add_paragraph()
    _run(verdict, note.category_word, bold=True, size=13, colour=_DEEP)
    _run(verdict, f"  {note.category_label}", size=13)
    _paragraph(document, " · ".join(cell.text for cell in note.status), size=8, colour=_QUIET)
    _paragraph(document, note.summary, size=10)
    for section in note.sections:
        document.add_heading(section.title, 1)
        for block in section.blocks:
            _block(document, block)
    if note.sources:
        document.add_heading(note.sources_title, 1)
        _columns(document, 2)
        for source in note.sources:
            _source(document, source)
        _columns(document, 1)
    _paragraph(document, note.imprint, size=7, colour=_QUIET)
    return _reproducible(document)


def _prepare(document: WordDocument, note: Note) -> None:
    """The page, the fonts, and what the file says of itself."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(15)
    page.top_margin = page.bottom_margin = Mm(14)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(8), _INK
    normal.paragraph_format.space_after = Pt(2)
    normal.paragraph_format.line_spacing = 1.0
    for name, size, before in (("Title", 20, 0), ("Heading 1", 11, 6)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Georgia", Pt(size), _DEEP
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            style.element.rPr.rFonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(3)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = note.title, "hhmonitor", ""
    properties.language = selected()
    properties.created = properties.modified = _MOMENT
    properties.last_modified_by, properties.revision = "hhmonitor", 1


def _block(document: WordDocument, block: Block) -> None:
    match block:
        case Table():
            _table(document, block)
        case Prose(text, label, sources):
            paragraph = document.add_paragraph()
            if label:
                _run(paragraph, f"{label} ", bold=True)
            _run(paragraph, text)
            _cite(paragraph, sources)
        case Items(items):
            for item in items:
                _content(document.add_paragraph(style="List Bullet"), item)
        case Timeline(events, _):
            for event in events:
                paragraph = document.add_paragraph()
                _run(paragraph, f"{event.date} ", colour=_QUIET)
                _run(paragraph, f"{event.kind} ", bold=True)
                _run(paragraph, event.title)
                _cite(paragraph, event.sources)


def _table(document: WordDocument, block: Table) -> None:
    columns = len(block.header)
    even = (_FIRST, *((_WHOLE - _FIRST) / (columns - 1),) * (columns - 1))
    widths = [Mm(width) for width in _WIDTHS.get(block.kind, even)]
    table = document.add_table(rows=1, cols=columns)
    table.autofit = False
    for cell, title in zip(table.rows[0].cells, block.header, strict=True):
        _run(cell.paragraphs[0], title, size=7.5, colour=_QUIET)
    _repeat(table.rows[0]._tr)
    for row in block.rows:
        added = table.add_row()
        for place, (cell, content) in enumerate(zip(added.cells, row, strict=True)):
            _content(cell.paragraphs[0], content, bold=place == 0)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        _keep_whole(row._tr)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
            _underline(cell)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)


def _content(paragraph: Paragraph, cell: Cell, *, bold: bool = False) -> None:
    text = f"{cell.mark} {cell.text}".strip()
    colour = _TONES.get(cell.tone)
    _run(paragraph, text, bold=bold or colour is not None, colour=colour)
    if cell.chart is not None:
        _run(paragraph, f"  {as_characters(cell.chart.series)}", colour=_DEEP)
    _cite(paragraph, cell.sources)
    if cell.note:
        _run(paragraph, f" {cell.note}", size=7.5, colour=_QUIET)


def _run(
    paragraph: Paragraph, text: str, *, bold: bool = False, size: float | None = None, colour: RGBColor | None = None
) -> None:
    run = paragraph.add_run(text)
    run.bold = bold or None
    if size is not None:
        run.font.size = Pt(size)
    if colour is not None:
        run.font.color.rgb = colour


def _paragraph(document: WordDocument, text: str, *, size: float, colour: RGBColor | None = None) -> None:
    _run(document.add_paragraph(), text, size=size, colour=colour)


def _cite(paragraph: Paragraph, numbers: Numbers) -> None:
    if numbers:
        run = paragraph.add_run(" " + " ".join(map(str, numbers)))
        run.font.superscript = True
        run.font.color.rgb = _DEEP


def _source(document: WordDocument, source: Reference) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, f"{source.number}  ", size=6.5)
    if source.url is not None:
        _link(paragraph, source.title, source.url)
    else:
        _run(paragraph, source.title, size=6.5)
    if source.details:
        _run(paragraph, f", {source.details}", size=6.5)


def _link(paragraph: Paragraph, text: str, url: str) -> None:
    """A link, which python-docx leaves to those who use it."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb, run.font.underline = Pt(6.5), _DEEP, True
    link.append(run._r)
    paragraph._p.append(link)


def _columns(document: WordDocument, number: int) -> None:
    """Go on in so many columns, on the same page."""
    section = document.add_section(WD_SECTION.CONTINUOUS)._sectPr
    columns = section.find(qn("w:cols"))
    if columns is None:
        columns = OxmlElement("w:cols")
        section.append(columns)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), "400")


def _repeat(row: CT_Row) -> None:
    """Make a row the header of its table, told again on every page."""
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: CT_Row) -> None:
    """Keep a row from being cut in two by the end of a page."""
    row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _underline(cell: WordCell) -> None:
    """A thin line under a cell."""
    borders = OxmlElement("w:tcBorders")
    bottom = OxmlElement("w:bottom")
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
