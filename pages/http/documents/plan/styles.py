"""How the plan's document looks: our own styles, on the requested paper size."""

from typing import Final, NamedTuple

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.parfmt import ParagraphFormat

from exercises.formats import direction

NOTE: Final = "Caption"
TABLE: Final = "Table Grid"

_SIZES: Final = {"a4": (Mm(210), Mm(297)), "letter": (Mm(215.9), Mm(279.4))}
_MARGIN: Final = Mm(25)
_EDGE: Final = Mm(14)  # above and below, so that the first page holds what it usually has
_FONT: Final = "Calibri"
_INK, _GREEN, _GREY = (RGBColor.from_string(hue) for hue in ("1C2B29", "0A6657", "4D5C59"))


class _Look(NamedTuple):
    """A style's size in points, colour, weight, and the space before and after it."""

    size: float
    ink: RGBColor = _INK
    bold: bool = False
    before: int = 0
    after: int = 6


_LOOKS: Final = {
    "Normal": _Look(10.5),
    "Title": _Look(20, _GREEN, bold=True, after=2),
    "Heading 1": _Look(14, _GREEN, bold=True, before=8, after=2),
    "Heading 2": _Look(11.5, bold=True, before=4, after=1),
    "List Bullet": _Look(10.5, after=2),
    "List Continue": _Look(10.5, after=2),
    NOTE: _Look(9.5, _GREY),
}


def blank(paper: str, language: str) -> Document:
    """Return an empty document in this paper size and our styles, laid out for the language."""
    made = docx.Document()
    (page,) = made.sections
    page.page_width, page.page_height = _SIZES[paper]
    page.left_margin = page.right_margin = _MARGIN
    page.top_margin = page.bottom_margin = _EDGE
    for name, look in _LOOKS.items():
        style = made.styles[name]
        if isinstance(style, ParagraphStyle):
            _dress(style, look)
    made.core_properties.language = language
    _spell_in(made, language)
    if direction(language) == "rtl":
        _mirror(made)
    return made


def turn(of: BaseOxmlElement, *, from_right: bool) -> None:
    """Set the reading direction of a paragraph or paragraph style, whatever surrounds it."""
    side = OxmlElement("w:bidi")
    if not from_right:
        side.set(qn("w:val"), "0")
    # The elements that must follow it: the format has a fixed order, and Word insists on it.
    of.get_or_add_pPr().insert_element_before(side, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _mirror(made: Document) -> None:
    """Lay the whole document out right to left; every style is based on this one."""
    normal = made.styles["Normal"].element
    turn(normal, from_right=True)
    rtl = OxmlElement("w:bidi")
    made.sections[0]._sectPr.insert_element_before(rtl, "w:rtlGutter", "w:docGrid")


def _spell_in(made: Document, language: str) -> None:
    """Set the language of the text for spell checkers."""
    for found in made.styles.element.iter(qn("w:lang")):
        for script in ("w:val", "w:bidi"):
            found.set(qn(script), language)


def _dress(style: ParagraphStyle, look: _Look) -> None:
    font = style.font
    font.name, font.size, font.bold = _FONT, Pt(look.size), look.bold
    font.color.rgb = look.ink
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), "Arial")  # which has Hebrew and Arabic
    _as_large_from_the_right(style, look)
    spacing: ParagraphFormat = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    spacing.keep_with_next = style.name is not None and style.name.startswith(("Title", "Heading"))
    border = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _as_large_from_the_right(style: ParagraphStyle, look: _Look) -> None:
    """Give right-to-left text the same size and weight as other text."""
    written = style.element.get_or_add_rPr()
    for tag, value in (("w:bCs", str(int(look.bold))), ("w:szCs", str(round(look.size * 2)))):
        for old in written.findall(qn(tag)):
            written.remove(old)
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        written.append(element)
