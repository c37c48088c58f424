"""Mẫu + lời → tệp .docx. The only importer of docxtpl, jinja2 and docx; loaded when a paper is written.

A template is the user's file and may be anything: it is opened, judged against its view and rendered
without trusting it, and what is wrong comes back as diagnostics. The same template and view give the same
bytes on every machine: fixed order, dates and attributes in the archive, and no compression (compressors differ).
"""

from __future__ import annotations

import io
import os
import re
import warnings
import zipfile
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import cache, cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2 import Template as JinjaTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.template.contract import Fault, faults
from thidua.papers.template.tags import W, find, misplaced, refused, where
from thidua.papers.word.layout import lay_out, place_picture
from thidua.system_errors import reason
from thidua.vietnamese import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import CodeType

    from thidua.papers.views import View

FOLDER = "templates"
CORE_PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of all parts together; a Word template is a hundred times smaller."""

_HEADER = re.compile(r"word/(?:header|footer)\d*\.xml")
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ />]")
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


def shipped_template(name: str) -> bytes:
    """A template that came with the program: in the installed package, or at the top of its repository."""
    package = resources.files("thidua")
    packed = package / FOLDER / name
    if packed.is_file():
        return packed.read_bytes()
    return (Path(str(package)).parents[1] / FOLDER / name).read_bytes()


def write_whole(path: Path, content: bytes) -> Problems:
    """Write all of a file or nothing: beside it first, then put in place. What it replaces is kept as `.bak`."""
    beside: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            old = path.read_bytes()
            if old == content:
                return ()
            _back_up(path, old)
        beside = _write_beside(path, content)
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        return (_unwritable(path, error),)
    return ()


def _write_beside(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.tmp")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return beside


def _back_up(path: Path, old: bytes) -> None:
    """Keep the old content under the first free name; once is enough for the same bytes."""
    at = 1
    while True:
        backup = path.with_name(f"{path.name}.bak" if at == 1 else f"{path.name}.bak{at}")
        if not backup.exists():
            _write_beside(backup, old).replace(backup)
            return
        if backup.is_file() and backup.read_bytes() == old:
            return
        at += 1


def _unwritable(path: Path, error: OSError) -> Diagnostic:
    place = Place(path.as_posix())
    if path.is_dir():
        return Diagnostic("TD805", place, "ở đây đã có một thư mục trùng tên", hint="chọn tên tệp khác")
    hint = "tệp cũ còn nguyên"
    if isinstance(error, PermissionError):
        hint = f"nếu «{path.name}» đang mở trong Word thì đóng lại rồi chạy lại lệnh; {hint}"
    return Diagnostic("TD805", place, f"không ghi được: {reason(error)}", hint=hint)


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
    """The paper's bytes, or everything that is wrong with the template."""
    problems = inspect(template)
    if problems:
        return None, problems
    paper = _Paper(template, type(view))
    try:
        paper.render({field.name: getattr(view, field.name) for field in fields(view)}, _environment())
    except UndefinedError as error:
        return None, (Diagnostic("TD802", Place(template.file), f"mẫu dùng biến không có: {error.message}"),)
    except (TemplateError, etree.XMLSyntaxError):
        message = "các thẻ for, if của mẫu mở và đóng không cùng một chỗ (đoạn, dòng của bảng, ô)"
        hint = "mỗi thẻ {%p %} đứng riêng một đoạn, mỗi thẻ {%tr %} đứng riêng một dòng của bảng"
        return None, (Diagnostic("TD803", Place(template.file), message, hint=hint),)
    except Exception:  # noqa: BLE001 - whatever a broken template makes the libraries say, it is the template
        return None, (_unopenable(template.file),)
    if paper.problems:
        return None, tuple(paper.problems)
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


def check_template(template: WordTemplate, view: type[View]) -> Problems:
    """Everything that would keep papers of this kind from being made with the template."""
    problems = inspect(template)
    if problems:
        return problems
    try:
        paper = _Paper(template, view)
        paper.check()
    except Exception:  # noqa: BLE001 - whatever a broken template makes the libraries say, it is the template
        return (_unopenable(template.file),)
    return tuple(paper.problems)


def inspect(template: WordTemplate) -> Problems:
    """What keeps a template from being rendered at all: not a Word file, macros, tracked changes."""
    try:
        parts = unpack(template.content)
        root = etree.fromstring(parts["word/document.xml"], _parser())
        others = [etree.fromstring(parts[name], _parser()) for name in sorted(parts) if _HEADER.fullmatch(name)]
    except Exception:  # noqa: BLE001 - zip, zlib and XML each have their own ways to say that a file is broken
        return (_unopenable(template.file),)
    if any("vbaproject" in name.lower() for name in parts):
        return (Diagnostic("TD801", Place(template.file), "mẫu chứa macro", hint="lưu lại dưới dạng .docx"),)
    if any(_TRACKED.search(content) for name, content in parts.items() if name.endswith(".xml")):
        cell = next((where(p) for p in root.iter(f"{W}p") if _TRACKED.search(etree.tostring(p))), "")
        hint = "trong Word: Xem lại (Review), Chấp nhận tất cả thay đổi (Accept All Changes), rồi lưu"
        return (Diagnostic("TD804", Place(template.file, cell=cell), "mẫu còn vết sửa chưa chấp nhận", hint=hint),)
    hint = "mỗi thẻ {%p %} đứng riêng một đoạn, mỗi thẻ {%tr %} đứng riêng một dòng của bảng, mở và đóng cùng một chỗ"
    return tuple(
        Diagnostic("TD803", Place(template.file, cell=where(found.paragraph)), found.message, hint=found.hint or hint)
        for part in (root, *others)
        for found in misplaced(part)
    )


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


class _Part:
    """One part of a template, parsed: what it says that it may not, and its code."""

    def __init__(self, source: str, view: type[View]) -> None:
        self._tree = _environment().parse(source)
        self.faults = tuple(faults(self._tree, view))

    @cached_property
    def code(self) -> CodeType:
        return _environment().compile(self._tree)


_part = lru_cache(_PARTS)(_Part)


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

    def __init__(self, template: WordTemplate, view: type[View]) -> None:
        super().__init__(io.BytesIO(template.content))
        self.problems: list[Diagnostic] = []
        self._file = template.file
        self._view = view

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        """One part: parsed once, held against the view, then rendered. With faults it is left as it is."""
        found = self._read(src_xml, part)
        if found is None:
            return src_xml
        return JinjaTemplate.from_code(jinja_env, found.code, {}).render(context).replace("\n<w:p", "<w:p")

    def check(self) -> None:
        """Hold every part against the view without rendering any."""
        self.render_init()
        self._read(self.patch_xml(self.get_xml()), self.docx.part)
        for kind in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(kind):
                self._read(self.patch_xml(self.get_part_xml(part)), part)

    def _read(self, xml: str, part: Any) -> _Part | None:
        """A part, parsed; None, and problems, when it says what it may not."""
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)
        try:
            found = _part(source, self._view)  # type: ignore[arg-type] # mypy takes a class for its instance here
        except TemplateSyntaxError as error:
            words = _words(source.splitlines(), error.lineno)
            message = f"thẻ sai cú pháp gần «{words[:60]}»"
            self._report((Fault("TD803", error.lineno, "", message, error.message or ""),), part)
            return None
        self._report(found.faults, part)
        return None if found.faults else found

    def _report(self, found: Iterable[Fault], part: Any) -> None:
        root = part.element if hasattr(part, "element") else etree.fromstring(part.blob, _parser())
        places = refused(root, _allowed)
        for fault in found:
            cell = find(root, fault.written, fault.mark) if fault.written else next(places, "")
            self.problems.append(Diagnostic(fault.code, Place(self._file, cell=cell), fault.message, hint=fault.hint))

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
        core.created = core.modified = datetime.fromisoformat(shown.issued).replace(tzinfo=UTC)
        core.revision = 1


def _allowed(text: str) -> bool:
    """Whether a piece of a template can be read and does nothing but show, repeat and ask."""
    try:
        return all(fault.code != "TD803" for fault in faults(_environment().parse(text), type(None)))
    except TemplateSyntaxError:
        return False


def _words(lines: list[str], number: int) -> str:
    """The plain words of a line of XML."""
    line = lines[number - 1] if number <= len(lines) else ""
    return " ".join(re.sub(r"<[^>]*>", "", line).split())
