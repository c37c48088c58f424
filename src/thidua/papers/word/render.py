"""Mẫu + lời → tệp .docx. The only importer of docxtpl, jinja2 and docx; loaded when a paper is written.

A template of the office's own may be anything: what is wrong with it is found by `template/inspection.py`, the one
who knows, before any of it is rendered here. The same template and view give the same bytes on every machine: fixed
order, dates and attributes in the archive, and no compression (compressors differ).
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2 import Template as JinjaTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.word.layout import lay_out, place_picture
from thidua.system_errors import reason
from thidua.vietnamese import nfc

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import CodeType

    from thidua.papers.views import View

FOLDER = "templates"
CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts together; a Word template is a hundred times smaller."""

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PACKED_AT = (1980, 1, 1, 0, 0, 0)
_FILE_MODE = 0o644 << 16

Problems = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """Mẫu văn bản: the file's name as shown to people, and its bytes."""

    file: str
    content: bytes


# --- reading and writing files ----------------------------------------------------------------


def load_template(name: str, workspace: Path | None) -> tuple[WordTemplate | None, Problems]:
    """The template `name` (`bao-cao.docx`): the workspace's own, else the one that came with the program."""
    own = workspace / FOLDER / name if workspace is not None else None
    shown = f"{FOLDER}/{name}"
    try:
        if own is not None and own.is_file():
            return WordTemplate(shown, own.read_bytes()), ()
        return WordTemplate(shown, shipped_template(name)), ()
    except OSError as error:
        return None, (Diagnostic("TD801", Place(shown), f"không đọc được mẫu: {reason(error)}"),)


@lru_cache(32)
def shipped_template(name: str) -> bytes:
    """A template that came with the program: in the installed package, or at the top of its repository."""
    package = resources.files("thidua")
    packed = package / FOLDER / name
    if packed.is_file():
        return packed.read_bytes()
    return (Path(str(package)).parents[1] / FOLDER / name).read_bytes()


def is_shipped(template: WordTemplate) -> bool:
    """Whether a template is, byte for byte, the one that came with the program under its name."""
    try:
        return template.content == shipped_template(PurePath(template.file).name)
    except OSError:
        return False


# --- the archive ------------------------------------------------------------------------------


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Parts → a .docx: content types first as Word wants it, the rest by name, nothing that differs by machine."""
    first = ("[Content_Types].xml", "_rels/.rels")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(parts, key=lambda name: (name not in first, name)):
            entry = zipfile.ZipInfo(name, _PACKED_AT)
            entry.create_system = 0
            entry.external_attr = _FILE_MODE
            archive.writestr(entry, parts[name])
    return stream.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The parts of a .docx; an archive that unpacks to far more than a template is refused (`BadZipFile`)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
            raise zipfile.BadZipFile("too large")
        return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}


# --- rendering --------------------------------------------------------------------------------


def render(template: WordTemplate, view: View) -> tuple[bytes | None, Problems]:
    """The paper's bytes, or everything that keeps the template from making one; ours were looked at before."""
    problems = () if is_shipped(template) else _obstacles(template, type(view))
    if problems:
        return None, problems
    try:
        paper = _Paper(io.BytesIO(template.content))
        paper.render({field.name: getattr(view, field.name) for field in fields(view)}, _environment())
    except UndefinedError as error:
        return None, (Diagnostic("TD802", Place(template.file), f"mẫu dùng biến không có: {error.message}"),)
    except (TemplateError, etree.XMLSyntaxError):
        message = "các thẻ for, if của mẫu mở và đóng không cùng một chỗ (đoạn, dòng của bảng, ô)"
        hint = "mỗi thẻ {%p %} đứng riêng một đoạn, mỗi thẻ {%tr %} đứng riêng một dòng của bảng"
        return None, (Diagnostic("TD803", Place(template.file), message, hint=hint),)
    except Exception:  # noqa: BLE001 - whatever a broken template makes the libraries say, it is the template
        return None, (_unopenable(template.file),)
    content = _saved(paper, view)
    return (content, ()) if content is not None else (None, (_unopenable(template.file),))


def _saved(paper: _Paper, view: View) -> bytes | None:
    """The finished file; None when the template's parts cannot be put together again."""
    stream = io.BytesIO()
    try:
        paper.describe(view)
        paper.draw(view)
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # zipfile only warns of two parts with one name
            paper.save(stream)
        return pack(unpack(stream.getvalue()))
    except Exception:  # noqa: BLE001 - as above
        return None


def _obstacles(template: WordTemplate, view: type[View]) -> Problems:
    from thidua.papers.template.inspection import obstacles  # noqa: PLC0415 - the shipped templates need no inspection

    return obstacles(template.file, template.content, view)


def _unopenable(file: str) -> Diagnostic:
    hint = "mở tệp bằng Word rồi lưu lại dưới dạng .docx, hoặc lấy lại mẫu có sẵn"
    return Diagnostic("TD801", Place(file), "tệp này không phải là văn bản Word (.docx) đọc được", hint=hint)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    found = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_printable)
    found.globals.clear()
    return found


_PARTS = 64
"""How many parts of templates are remembered: one template serves several papers of a year."""


@lru_cache(_PARTS)
def _code(source: str) -> CodeType:
    """A part of a template, compiled."""
    return _environment().compile(source)


def _printable(value: Any) -> Any:
    """A text as it may stand in a Word file: composed, on one line, without control characters."""
    if not isinstance(value, str):
        return value
    return _UNPRINTABLE.sub("", nfc(value)).replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


class _Paper(DocxTemplate):  # type: ignore[misc] # docxtpl ships no types
    """A template being rendered, without docxtpl's guesses about values.

    docxtpl turns `{_{` into a tag's braces and tabs, form feeds and bells in values into Word elements, renders
    the file's properties without escaping, and repairs broken XML by dropping it. None of that happens here.
    """

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:  # noqa: ARG002 - docxtpl's own signature
        """One part: compiled once, then rendered."""
        return JinjaTemplate.from_code(jinja_env, _code(src_xml), {}).render(context)

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Properties are set from the view, not rendered."""

    def fix_tables(self, xml: str) -> Any:
        """The body as a tree, strictly parsed, laid out by what the view said."""
        tree = etree.fromstring(xml, _parser())
        lay_out(tree, self.docx.styles.element)
        return tree

    def draw(self, view: View) -> None:
        """Put the view's chart in place of the template's picture."""
        chart = getattr(view, "chart", None)
        if chart is None or not chart.shown:
            return
        from thidua.papers.word.chart import draw  # noqa: PLC0415 - the drawing library waits for the paper that has a chart

        content = draw(chart)
        for link in place_picture(self.docx.element.body, content):
            self.docx.part.related_parts[link]._blob = content  # noqa: SLF001 - python-docx has no setter

    def _core_properties(self) -> Any:
        """Those of the file, under whatever relation: LibreOffice links them by one that python-docx does not know."""
        links = (link for link in self.docx.part.package.rels.values() if not link.is_external)
        parts = (link.target_part for link in links if link.target_part.content_type == CORE_PROPERTIES)
        found = next(parts, None)
        return self.docx.core_properties if found is None else found.core_properties

    def describe(self, view: View) -> None:
        """Title, subject, author, language and dates of the file; no clock."""
        shown, core = view.properties, self._core_properties()
        core.title, core.subject, core.author = shown.title, shown.subject, shown.author
        core.last_modified_by, core.language = shown.author, "vi-VN"
        core.revision = 1
        self._date(core, shown.issued)

    def _date(self, core: Any, issued: str) -> None:
        """The day of the paper; a paper without one has none, whatever the day of its template."""
        if issued:
            core.created = core.modified = datetime.fromisoformat(issued).replace(tzinfo=UTC)
            return
        for tag in ("{http://purl.org/dc/terms/}created", "{http://purl.org/dc/terms/}modified"):
            for node in core._element.findall(tag):  # noqa: SLF001 - python-docx sets a date and cannot take it away
                core._element.remove(node)  # noqa: SLF001
