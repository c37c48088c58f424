"""Templates made to do harm: neither `template check` nor `report` runs, fetches, hangs on or writes anything.

The commands run in the tests' own process, which a watchdog ends when one hangs; what weighs most has its own.
"""

from __future__ import annotations

import faulthandler
import io
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import in_process
from in_process import Ran
from templates_corpus import BODY, Parts, every, made, paragraph, shipped, swap, tag
from thidua.papers.word.render import pack, unpack

ROOT = Path(__file__).parents[1]
SECONDS = 20
"""Longer than any command needs on a slow machine, shorter than anybody waits."""

RELS, SETTINGS_RELS, TYPES = "word/_rels/document.xml.rels", "word/_rels/settings.xml.rels", "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WEIGHT = 70 * 1024 * 1024


def link(kind: str, target: str, *, external: bool = True) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def linked(kind: str, target: str, *, external: bool = True) -> Callable[[Parts], None]:
    return swap("</Relationships>", f"{link(kind, target, external=external)}</Relationships>", RELS)


def attached(parts: Parts) -> None:
    """The way Word itself points at a template on another machine."""
    inner = link("attachedTemplate", r"\\192.0.2.1\share\x.dotm")
    parts[SETTINGS_RELS] = f'<Relationships xmlns="{PACKAGE}">{inner}</Relationships>'.encode()
    swap("<w:zoom", f'<w:attachedTemplate xmlns:r="{OFFICE}" r:id="rId99"/><w:zoom', "word/settings.xml")(parts)


def added(name: str, content: bytes) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[name] = content

    return change


def dropped(name: str) -> Callable[[Parts], None]:
    return lambda parts: parts.__delitem__(name)


def field(instruction: str) -> Callable[[Parts], None]:
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in instruction.split("|"))
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return swap("{{ opening }}</w:t></w:r>", f"{{{{ opening }}}}</w:t></w:r>{marks[0]}{pieces}{marks[1]}")


def declared(text: str, use: str = "", part: str = BODY) -> Callable[[Parts], None]:
    """A DTD before the root of a part, and where an entity of it is used."""

    def change(parts: Parts) -> None:
        head, _, rest = parts[part].partition(b"?>")
        parts[part] = head + b"?>" + text.encode() + rest.replace(b"{{ opening }}", use.encode() or b"{{ opening }}")

    return change


def entities(levels: int) -> str:
    inner = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY l0 "lol">{inner}]>'


def nested(depth: int, loop: str = "for x{0} in before") -> str:
    opened = "".join(f"{{% {loop.format(at, at - 1)} %}}" for at in range(depth))
    return f"{opened}x{'{% endfor %}' * depth}"


def archive(*entries: tuple[str, bytes]) -> bytes:
    """An archive with exactly these entries, also two of one name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made_archive:
        for name, content in entries:
            if name not in made_archive.NameToInfo:
                made_archive.writestr(name, content)
                continue
            del made_archive.NameToInfo[name]
            made_archive.writestr(name, content)
    return stream.getvalue()


def with_entries(*more: tuple[str, bytes]) -> bytes:
    return archive(*unpack(shipped()).items(), *more)


def lying_about_its_size() -> bytes:
    """A part whose entry says 10 bytes and that unpacks to far more."""
    raw = with_entries(("word/big.xml", b" " * WEIGHT))
    size = WEIGHT.to_bytes(4, "little")
    assert raw.count(size) == 2
    return raw.replace(size, (10).to_bytes(4, "little"))


def locked() -> bytes:
    """Every entry says that it is encrypted."""
    raw = bytearray(pack(unpack(shipped())))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        begin = raw.find(mark)
        while begin >= 0:
            raw[begin + at] |= 1
            begin = raw.find(mark, begin + 4)
    return bytes(raw)


TAGS: dict[str, str] = {
    "di_theo_thuoc_tinh": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "thuoc_tinh_cua_bien": "{{ opening.__class__.__base__.__subclasses__ }}",
    "thuoc_tinh_qua_vong_lap": "{% for b in bases %}{{ b.__init__.__globals__ }}{% endfor %}",
    "thuoc_tinh_bang_ngoac": "{{ opening['__class__'] }}",
    "bo_loc_attr": "{{ opening|attr('__class__') }}",
    "bo_loc_format": "{{ '%1000000000d'|format(1) }}",
    "bo_loc_map": "{{ bases|map('length')|list }}",
    "dinh_dang_chuoi": "{{ '{0.__class__}'.format(opening) }}",
    "bien_toan_cuc": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "ban_than_mau": "{{ self._TemplateReference__context }}",
    "lap_mot_ty": "{% for i in range(10**9) %}x{% endfor %}",
    "luy_thua": "{{ 9**9**9**9 }}",
    "nhan_chuoi": "{{ 'x' * 10**10 }}",
    "lap_de_quy": "{% for x in before recursive %}{{ loop(before) }}{% endfor %}",
    "lap_nhan_nhau": nested(12),
    "lap_nhan_nhau_ba_lan": nested(3),
    "lap_co_dieu_kien": "{% for x in before if x %}{% endfor %}",
    "lap_tach_bien": "{% for a, b in before %}{% endfor %}",
    "chen_mau_khac": "{% include '/etc/passwd' %}",
    "nhap_mau_khac": "{% import 'x' as y %}",
    "ke_thua_mau_khac": "{% extends 'x' %}",
    "macro_goi_chinh_no": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "dat_bien": "{% set x = namespace(y=1) %}",
    "khoi_loc": "{% filter upper %}x{% endfilter %}",
    "khoi_tho": "{% raw %}{{ opening }}{% endraw %}",
    "tu_tat_bao_ve": "{% autoescape false %}{{ opening }}{% endautoescape %}",
    "ngoac_long_nhau": "{{ " + "(" * 5000 + "opening" + ")" * 5000 + " }}",
    "phu_dinh_lien_tiep": "{% if " + "not " * 20000 + "draft %}x{% endif %}",
    "if_long_nhau": "{% if draft %}" * 3000 + "{% endif %}" * 3000,
    "for_khong_dong": "{% for x in before %}" * 20000,
    "ngoac_khong_dong": "{{ " * 50000,
    "ten_rat_dai": "{{ " + "a" * 1000000 + " }}",
    "mot_tram_nghin_the": "{{ x }}" * 100000,
}
"""What may be written where the opening sentence's tag stands."""

NO_SUCH_NAME = {"thuoc_tinh_cua_bien", "thuoc_tinh_qua_vong_lap", "ban_than_mau", "ten_rat_dai", "mot_tram_nghin_the"}
"""Those that are told as names the view does not have; the others do something a template may not."""

FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "mau_dinh_kem_o_may_khac": (lambda: made(attached), "TD808"),
    "hinh_lien_ket": (lambda: made(linked("image", "http://192.0.2.1/x.png")), "TD808"),
    "doi_tuong_ole": (lambda: made(linked("oleObject", "embeddings/x.bin", external=False)), "TD808"),
    "doi_tuong_ole_o_ngoai": (lambda: made(linked("oleObject", "file:///c:/x.xls")), "TD808"),
    "van_ban_con": (lambda: made(linked("subDocument", "file:///c:/x.docx")), "TD808"),
    "tep_chen": (lambda: made(linked("aFChunk", "x.mht", external=False)), "TD808"),
    "lien_ket_toi_tep": (lambda: made(linked("hyperlink", "file://192.0.2.1/x")), "TD808"),
    "truong_dde": (lambda: made(field(r"DDEAUTO c:\\x.exe")), "TD808"),
    "truong_dde_cat_doi": (lambda: made(field("DDE|AUTO x")), "TD808"),
    "truong_lay_tep": (lambda: made(field(r"INCLUDETEXT \\192.0.2.1\x")), "TD808"),
    "macro": (lambda: made(added("word/vbaProject.bin", b"x")), "TD808"),
    "macro_doi_ten": (lambda: made(swap("document.main+xml", "document.macroEnabled.main+xml", TYPES)), "TD808"),
    "dieu_khien_activex": (lambda: made(added("word/activeX/activeX1.xml", b"<x/>")), "TD808"),
    "tep_nhung": (lambda: made(added("word/embeddings/x.xlsx", b"x")), "TD808"),
    "tep_nen_long_nhau": (lambda: made(added("word/media/x.png", shipped())), "TD808"),
    "chuong_trinh": (lambda: made(added("word/media/x.png", b"MZ\x90")), "TD808"),
    "ty_tieng_cuoi": (lambda: made(declared(entities(12), "&l11;")), "TD808"),
    "ty_tieng_cuoi_trong_thuoc_tinh": (
        lambda: made(every(declared(entities(12)), swap("<w:body>", '<w:body w:x="&l11;">'))),
        "TD808",
    ),
    "ty_tieng_cuoi_o_kieu": (lambda: made(declared(entities(12), part="word/styles.xml")), "TD808"),
    "thuc_the_la_tep": (
        lambda: made(declared('<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;")),
        "TD808",
    ),
    "dtd_o_may_khac": (lambda: made(declared('<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">')), "TD808"),
    "bom_zip": (lambda: with_entries(("word/big.xml", b" " * WEIGHT)), "TD801"),
    "bom_zip_noi_doi": (lying_about_its_size, "TD801"),
    "rat_nhieu_phan": (lambda: with_entries(*((f"word/{at}.xml", b"<x/>") for at in range(5000))), "TD801"),
    "phan_rat_dai": (lambda: made(swap("</w:body>", paragraph("NoiDung", "x" * 5000000) + "</w:body>")), "TD801"),
    "nhieu_doan_hong": (lambda: made(swap("{{ opening }}", "{</w:t></w:r></w:p><w:p><w:r><w:t>" * 9000)), "TD803"),
    "rat_nhieu_doan": (lambda: made(swap("{{ opening }}", "{</w:t></w:r></w:p><w:p><w:r><w:t>" * 60000)), "TD801"),
    "ten_phan_ra_ngoai": (lambda: with_entries(("../../x.txt", b"x")), "TD808"),
    "ten_phan_tu_goc": (lambda: with_entries(("/etc/x.txt", b"x")), "TD808"),
    "hai_phan_cung_ten": (lambda: with_entries((BODY, b"<x/>")), "TD801"),
    "hai_phan_khac_chu_hoa": (lambda: with_entries(("word/Document.xml", b"<x/>")), "TD808"),
    "co_mat_khau": (locked, "TD801"),
    "thieu_van_ban": (lambda: made(dropped(BODY)), "TD801"),
    "thieu_loai": (lambda: made(dropped(TYPES)), "TD801"),
    "sai_loai": (lambda: made(swap("document.main+xml", "template.main+xml", TYPES)), "TD801"),
    "loai_rong": (lambda: made(added(TYPES, b"")), "TD801"),
    "khong_phai_word": (lambda: zlib.compress(b"x" * 1000), "TD801"),
    "word_cu": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\x00" * 1000, "TD801"),
    "ma_hoa_la": (lambda: made(swap('encoding="UTF-8"', 'encoding="UTF-7"', BODY)), "TD801"),
    "xml_rat_sau": (lambda: made(swap("{{ opening }}", "x</w:t></w:r></w:p>" + "<w:sdt>" * 20000)), "TD801"),
}  # fmt: skip
"""What may be done to the file, and the code it must be told with."""

HARMLESS: dict[str, Callable[[], bytes]] = {
    "lien_ket_toi_trang_mang": lambda: made(linked("hyperlink", "https://example.org/")),
    "truong_so_trang": lambda: made(field(" PAGE ")),
    "so_do_khong_co_the": lambda: made(tag("{{ opening }}")),
}


def thidua(*arguments: str, workspace: Path) -> Ran:
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    try:
        return in_process.thidua(*arguments, cwd=workspace)
    finally:
        faulthandler.cancel_dump_traceback_later()


def apart(*arguments: str, workspace: Path) -> Ran:
    """The same in a process of its own."""
    command = [sys.executable, "-m", "thidua", *arguments, "-C", str(workspace)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def files(workspace: Path) -> list[str]:
    return sorted(path.relative_to(workspace).as_posix() for path in workspace.rglob("*") if path.is_file())


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "bloc_configs", tmp_path / "bloc_configs")
    (tmp_path / "templates").mkdir()
    return tmp_path


CHECK = ("template", "check", "templates/bao-cao.docx")
REPORT = ("report", "2023")


def refused(workspace: Path, content: bytes, arguments: tuple[str, ...], run: Callable[..., Ran] = thidua) -> str:
    """Exit 1 with diagnostics of this file, no traceback, nothing written; what was said."""
    (workspace / "templates" / "bao-cao.docx").write_bytes(content)
    before = files(workspace)
    done = run(*arguments, workspace=workspace)
    assert done.returncode == 1, (done.stdout[:500], done.stderr[:500])
    assert "templates/bao-cao.docx" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr) < 200_000
    assert files(workspace) == before
    return done.stderr


def with_tag(name: str) -> bytes:
    return made(tag(TAGS[name].replace("&", "&amp;").replace("<", "&lt;")))


@pytest.mark.parametrize("name", sorted(TAGS))
def test_a_tag_that_does_more_than_show_repeat_and_ask_is_told(name: str, workspace: Path) -> None:
    assert f"lỗi[{'TD802' if name in NO_SUCH_NAME else 'TD803'}]" in refused(workspace, with_tag(name), CHECK)


@pytest.mark.parametrize("name", sorted(TAGS))
def test_no_paper_is_made_with_such_a_tag(name: str, workspace: Path) -> None:
    assert "lỗi[TD80" in refused(workspace, with_tag(name), REPORT)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_reaches_out_or_is_a_trap_is_told(name: str, workspace: Path) -> None:
    build, code = FILES[name]
    assert f"lỗi[{code}]" in refused(workspace, build(), CHECK)


@pytest.mark.parametrize("name", sorted(FILES))
def test_no_paper_is_made_with_such_a_file(name: str, workspace: Path) -> None:
    build, _ = FILES[name]
    assert "lỗi[TD80" in refused(workspace, build(), REPORT)


@pytest.mark.parametrize("name", ["bom_zip_noi_doi", "nhieu_doan_hong", "xml_rat_sau"])
def test_the_heaviest_files_end_a_process_of_its_own(name: str, workspace: Path) -> None:
    build, code = FILES[name]
    assert f"lỗi[{code}]" in refused(workspace, build(), CHECK, run=apart)


@pytest.mark.parametrize("name", ["lap_mot_ty", "luy_thua", "mot_tram_nghin_the"])
def test_the_heaviest_tags_end_a_process_of_its_own(name: str, workspace: Path) -> None:
    assert "lỗi[TD80" in refused(workspace, with_tag(name), REPORT, run=apart)


@pytest.mark.parametrize("name", sorted(HARMLESS))
def test_what_looks_alike_and_does_no_harm_is_used(name: str, workspace: Path) -> None:
    (workspace / "templates" / "bao-cao.docx").write_bytes(HARMLESS[name]())
    checked = thidua("template", "check", "templates/bao-cao.docx", workspace=workspace)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    assert thidua("report", "2023", workspace=workspace).returncode == 0


def test_an_unsafe_template_is_not_written_again_by_mark(workspace: Path) -> None:
    (workspace / "templates" / "bao-cao.docx").write_bytes(made(attached))
    before = files(workspace)
    assert thidua("template", "check", "bao-cao", "--mark", workspace=workspace).returncode == 1
    assert files(workspace) == before
