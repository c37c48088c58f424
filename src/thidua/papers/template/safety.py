"""Tệp mẫu có an toàn không: a .docx opened without trusting it, before anything else reads it.

A template is a ZIP archive that somebody sent. It may unpack to far more than its size, hold macros or other
programs, reach for files on other machines, or define entities that never end. Each of these is told; none
is followed. Nothing here changes a file.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from thidua.diagnostics import Diagnostic, Place
from thidua.papers.template.tags import W, places

MAX_FILE = 32 * 1024 * 1024
"""Bytes of a template as it lies on the disk."""

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of all its parts together; a Word template is a hundred times smaller."""

MAX_TEXT = 4 * 1024 * 1024
"""Bytes of one XML part."""

MAX_PARTS = 1000

MAX_PARAGRAPHS = 10_000
"""Paragraphs of one part; the longest of our templates has three hundred."""

BODY = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLD_WORD = bytes.fromhex("d0cf11e0a1b11ae1")
_PROGRAMS = (b"PK\x03\x04", _OLD_WORD, b"MZ", b"\x7fELF", b"Rar!", b"7z\xbc\xaf")
_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii"}
_ENTITIES = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_ACTIVE = re.compile(
    r"vbaproject|vbadata|activex|(?:^|/)embeddings/|\.(?:exe|dll|js|vbs|bat|cmd|lnk|hta|ps1)$", re.IGNORECASE
)
_REACHING = {
    "oleobject": "đối tượng OLE",
    "package": "tệp nhúng",
    "control": "điều khiển ActiveX",
    "vbaproject": "macro",
    "afchunk": "tệp chèn (altChunk)",
    "subdocument": "văn bản con",
    "attachedtemplate": "mẫu đính kèm",
    "frame": "khung nối ra ngoài",
    "mailmergesource": "nguồn trộn thư",
    "mailmergeheadersource": "nguồn trộn thư",
}
_HARMLESS_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_FIELDS = frozenset((
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TC", "XE",
    "INDEX", "HYPERLINK", "SYMBOL", "EQ", "=", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "TITLE", "AUTHOR",
    "SUBJECT", "FILENAME", "DOCPROPERTY", "BIBLIOGRAPHY", "CITATION", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN",
))  # fmt: skip
"""What Word may work out by itself in a template; the others fetch files or run programs."""


class Opened(NamedTuple):
    """Mẫu đã mở: its parts as bytes, those that are XML as trees as well."""

    parts: dict[str, bytes]
    trees: dict[str, Any]


Problems = tuple[Diagnostic, ...]


def opened(file: str, content: bytes) -> tuple[Opened | None, Problems]:
    """A template's parts, read without following anything; None, and why, when it is no Word file to be read."""
    parts, problems = _unpacked(file, content)
    if parts is None:
        return None, problems
    found = list(problems)
    trees: dict[str, Any] = {}
    for name in sorted(parts):
        if name == TYPES or name.endswith((".xml", ".rels")):
            tree, told = _parsed(file, name, parts[name])
            found += told
            if tree is not None:
                trees[name] = tree
    if BODY in parts and BODY in trees and trees[BODY].tag != f"{W}document":
        found.append(_unreadable(file, f"phần {BODY} không phải là văn bản Word"))
    for name in (TYPES, BODY):
        if name not in parts:
            found.append(_unreadable(file, f"tệp này không phải là văn bản Word (.docx): thiếu phần {name}"))
    stopped = any(problem.code == "TD801" for problem in found) or BODY not in trees
    return (None if stopped else Opened(parts, trees)), tuple(found)


def dangers(file: str, found: Opened) -> Problems:
    """Whatever in a template would run, fetch or open something on the reader's machine."""
    told = [*_programs(file, found), *_kinds(file, found)]
    for name in sorted(found.trees):
        if name.endswith(".rels"):
            told += _links(file, name, found)
        elif name.startswith("word/"):
            told += _fields(file, found.trees[name])
    return tuple(dict.fromkeys(told))


# --- the archive ------------------------------------------------------------------------------


def _unpacked(file: str, content: bytes) -> tuple[dict[str, bytes] | None, Problems]:
    if content.startswith(_OLD_WORD):
        return None, (_unreadable(file, "tệp này là Word kiểu cũ (.doc) đổi đuôi, hoặc có mật khẩu"),)
    if len(content) > MAX_FILE:
        return None, (_unreadable(file, f"tệp lớn quá {MAX_FILE // 2**20} MB, không phải là mẫu văn bản"),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                return None, (_unreadable(file, "tệp giải nén ra quá lớn, không phải là mẫu văn bản"),)
            if any(entry.flag_bits & 1 for entry in entries):
                return None, (_unreadable(file, "tệp có mật khẩu"),)
            return {entry.filename: archive.read(entry) for entry in entries}, _names(file, entries)
    except Exception:  # noqa: BLE001 - zip, zlib, bz2 and lzma each have their own ways to say that a file is broken
        return None, (_unreadable(file, "tệp này không phải là văn bản Word (.docx) đọc được"),)


def _names(file: str, entries: list[zipfile.ZipInfo]) -> Problems:
    """Parts that would be written outside the archive's folder, or that hide one another."""
    names = [entry.orig_filename for entry in entries]
    outside = [n for n in names if n.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", n) or re.match(r"\w:", n)]
    folded = [name.replace("\\", "/").lower() for name in names]
    double = (
        [name for at, name in enumerate(names) if folded[at] in folded[:at]] if len(set(folded)) < len(folded) else []
    )
    told = [f"tên phần «{name[:60]}» trỏ ra ngoài tệp" for name in outside]
    told += [f"hai phần cùng tên «{name[:60]}»" for name in double]
    return tuple(_unsafe(file, message) for message in dict.fromkeys(told))


def _parsed(file: str, name: str, content: bytes) -> tuple[Any, Problems]:
    """An XML part as a tree; one that declares entities, or is too long, is not parsed at all."""
    if len(content) > MAX_TEXT:
        return None, (_unreadable(file, f"phần {name} lớn quá {MAX_TEXT // 2**20} MB"),)
    if any(mark in content for mark in _ENTITIES):
        return None, (_unsafe(file, f"phần {name} có khai báo DTD hoặc thực thể (entity)"),)
    declared = re.match(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"']([\w.-]+)", content)
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"}
    plain = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"
    if not (wide or plain) or (declared and declared[1].decode().lower() not in _ENCODINGS):
        return None, (_unreadable(file, f"phần {name} không phải UTF-8"),)
    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return None, (_unreadable(file, f"phần {name} bị hỏng"),)
    if sum(1 for _ in islice(tree.iter(f"{W}p"), MAX_PARAGRAPHS + 1)) > MAX_PARAGRAPHS:
        return None, (_unreadable(file, f"phần {name} có quá nhiều đoạn, không phải là mẫu văn bản"),)
    return tree, ()


# --- what stands in it ------------------------------------------------------------------------


def _programs(file: str, found: Opened) -> Problems:
    told = []
    for name in sorted(found.parts):
        if _ACTIVE.search(name):
            macro = "vba" in name.lower()
            what = "mẫu chứa macro" if macro else f"mẫu chứa tệp nhúng hoặc chương trình: {name[:80]}"
            told.append(
                _unsafe(
                    file, what, "lưu lại dưới dạng .docx" if macro else "xóa đối tượng nhúng trong Word rồi lưu lại"
                )
            )
        elif found.parts[name].startswith(_PROGRAMS):
            told.append(_unsafe(file, f"mẫu chứa tệp nén hoặc chương trình bên trong: {name[:80]}"))
    return tuple(told)


def _kinds(file: str, found: Opened) -> Problems:
    """The kind of document the archive says it is."""
    main = next((n.get("ContentType", "") for n in found.trees[TYPES] if n.get("PartName") == f"/{BODY}"), "")
    if "macroenabled" in main.lower():
        return (_unsafe(file, "tệp thuộc loại có macro (.docm, .dotm)", "lưu lại dưới dạng .docx"),)
    if main != _MAIN_TYPE:
        return (_unreadable(file, "tệp không thuộc loại văn bản Word (.docx)"),)
    return ()


def _links(file: str, name: str, found: Opened) -> Problems:
    """Relationships that lead out of the file, or to what may run; each where it is used."""
    folder, _, base = name.rpartition("_rels/")
    used = _used(found.trees.get(f"{folder}{base.removesuffix('.rels')}"))
    told = []
    for link in found.trees[name].iter(RELATIONSHIP):
        target, kind = link.get("Target", ""), link.get("Type", "").rpartition("/")[2].lower()
        outside = link.get("TargetMode", "").lower() == "external"
        if kind == "hyperlink" and (not outside or _HARMLESS_LINK.match(target)):
            continue
        if outside or kind in _REACHING:
            what = _REACHING.get(kind, "hình ảnh" if kind == "image" else "liên kết")
            where = "trỏ ra ngoài tệp" if outside else "nằm trong mẫu"
            hint = (
                "chèn hẳn hình vào tệp, không chèn dạng liên kết"
                if kind == "image"
                else "bỏ liên kết ấy trong Word rồi lưu lại"
            )
            told.append(_unsafe(file, f"{what} {where}: «{target[:80]}»", hint, used.get(link.get("Id", ""), "")))
    return tuple(told)


def _used(root: Any) -> dict[str, str]:
    """The place of the first paragraph that uses each relationship of a part."""
    found: dict[str, str] = {}
    known = places(root) if root is not None else {}
    for paragraph, place in known.items():
        for node in paragraph.iter():
            for key, value in node.attrib.items():
                if key.startswith(R):
                    found.setdefault(value, place)
    return found


def _fields(file: str, root: Any) -> Problems:
    """Fields that make Word fetch or start something."""
    told: list[Diagnostic] = []
    known: dict[Any, str] = {}
    for paragraph in root.iter(f"{W}p"):
        simple = [node.get(f"{W}instr", "") for node in paragraph.iter(f"{W}fldSimple")]
        for text in [*simple, *_instructions(paragraph)]:
            word = (text.split() or [""])[0].upper()
            name = word if word.isalpha() else re.match(r"[A-Z]*", word)[0] or word[:1]  # type: ignore[index]
            if name and name not in _FIELDS:
                known = known or places(root)
                hint = "chọn trường ấy trong Word rồi xóa, hoặc nhấn Ctrl+Shift+F9 để đổi thành chữ"
                told.append(_unsafe(file, f"trường «{name[:30]}» không được dùng trong mẫu", hint, known[paragraph]))
    return tuple(told)


def _instructions(paragraph: Any) -> list[str]:
    """The instruction of each field that begins in a paragraph; Word splits them into pieces."""
    found: list[str] = []
    reading = False
    for node in paragraph.iter(f"{W}fldChar", f"{W}instrText"):
        if node.tag == f"{W}fldChar":
            reading = node.get(f"{W}fldCharType") == "begin"
            if reading:
                found.append("")
        elif found and reading:
            found[-1] += node.text or ""
        else:
            found.append(node.text or "")
            reading = True
    return found


def _unreadable(file: str, message: str) -> Diagnostic:
    hint = "mở tệp bằng Word rồi lưu lại dưới dạng .docx, hoặc lấy lại mẫu có sẵn: thidua template copy"
    return Diagnostic("TD801", Place(file), message, hint=hint)


def _unsafe(file: str, message: str, hint: str = "", cell: str = "") -> Diagnostic:
    usual = "không dùng tệp này; lấy lại mẫu có sẵn bằng thidua template copy"
    return Diagnostic("TD808", Place(file, cell=cell), message, hint=hint or usual)
