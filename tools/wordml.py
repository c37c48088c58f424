"""WordprocessingML in small pieces: paragraphs, tables and the parts of a .docx, from the decree's numbers."""

from __future__ import annotations

import struct
import zlib
from xml.sax.saxutils import escape

from thidua.papers.views import DRAFT
from thidua.papers.word.layout import PICTURE
from thidua.papers.word.nd30 import COMPONENTS, FONT, LANGUAGE, PAGE, RULE_NAME, Component, Page, twips

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RULE_STYLE = "KeNgang"
TAG_STYLE = "TheLenh"
GAP_STYLE = "KhoangTrong"
PAGE_STYLE = "SangTrang"
CUT_STYLE = "DuongCat"
SINGLE = 240
EMU_PER_MM = 36000
CELL_MARGIN = 1.2
"""Millimetres between a cell's border and its text, left and right."""


def paragraph(style: str, text: str, *, rule_indents: tuple[float, float] | None = None) -> str:
    """One paragraph in a style. `rule_indents` (mm) place a rule between them."""
    indents = ""
    if rule_indents is not None:
        left, right = rule_indents
        indents = f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}"/>'
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{indents}</w:pPr>{run}</w:p>'


def tag(command: str) -> str:
    """A paragraph that only holds a tag; it disappears with the tag."""
    return paragraph(TAG_STYLE, f"{{%p {command} %}}")


def repeated(loop: str, *inner: str) -> str:
    """Paragraphs repeated: `for x in y`."""
    return tag(f"for {loop}") + "".join(inner) + tag("endfor")


def asked(flag: str, *inner: str) -> str:
    """Paragraphs only where a flag is set."""
    return tag(f"if {flag}") + "".join(inner) + tag("endif")


def either(flag: str, inner: str, other: str) -> str:
    """Paragraphs where a flag is set, and others where it is not."""
    return tag(f"if {flag}") + inner + tag("else") + other + tag("endif")


def gap() -> str:
    """Eight points of nothing, behind a table or before the body."""
    return paragraph(GAP_STYLE, "")


def rule() -> str:
    """A centred line beneath a heading; it gets its length when the words above are known."""
    return paragraph(RULE_STYLE, "", rule_indents=(0, 0))


def cell(width: float, *paragraphs: str, span: int = 1, top: bool = False) -> str:
    """A cell of `width` mm, its text in the middle or at the `top`."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    align = f'<w:vAlign w:val="{"top" if top else "center"}"/>'
    properties = f'<w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{spanned}{align}</w:tcPr>'
    return f"<w:tc>{properties}{''.join(paragraphs)}</w:tc>"


def row(*cells: str, header: bool = False, height: float = 0) -> str:
    """A row that is never broken across pages, `height` mm at least; `header` rows are repeated on each."""
    tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{repeat}</w:trPr>{''.join(cells)}</w:tr>"


def tag_row(command: str, widths: tuple[float, ...]) -> str:
    """A row that only holds a tag; it disappears with the tag."""
    return row(cell(sum(widths), paragraph(TAG_STYLE, f"{{%tr {command} %}}"), span=len(widths)))


def table(
    widths: tuple[float, ...],
    *rows: str,
    borders: bool,
    outdent: float = 0,
    margin: float | None = None,
) -> str:
    """A table with fixed columns (mm); without borders it only lays out, and its cells have no margins.

    `outdent` is how far (mm) it reaches into the left margin, `margin` the room beside the text of a cell.
    """
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for edge in edges)
    side = twips((CELL_MARGIN if borders else 0) if margin is None else margin)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    total = sum(twips(width) for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/><w:tblInd w:w="{twips(-outdent)}" w:type="dxa"/>'
        f"{f'<w:tblBorders>{lines}</w:tblBorders>' if borders else ''}"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


Columns = tuple[tuple[str, float, str], ...]
"""Per column its title, width (mm) and field; `<` before the field: flush left."""


def data_table(
    columns: Columns,
    loop: str,
    item: str,
    *,
    small: bool = False,
    outdent: float = 0,
    margin: float | None = None,
    height: float = 0,
) -> str:
    """A bordered table with a repeated header; `small` letters for wide ones. An empty field leaves its cells blank;
    each row is `height` mm high at least."""
    widths = tuple(width for _, width, _ in columns)
    suffix = "Nho" if small else ""
    titles = (cell(width, paragraph(f"DauBang{suffix}", title)) for title, width, _ in columns)
    cells = (
        cell(width, _data(field.lstrip("<"), item, f"OBang{suffix}" if field[:1] == "<" else f"OBang{suffix}Giua"))
        for _, width, field in columns
    )
    return table(
        widths,
        row(*titles, header=True),
        tag_row(f"for {item} in {loop}", widths),
        row(*cells, height=height),
        tag_row("endfor", widths),
        borders=True,
        outdent=outdent,
        margin=margin,
    )


def _data(field: str, item: str, style: str) -> str:
    return paragraph(style, f"{{{{ {item}.{field} }}}}" if field else "")


def _page(page: Page, *, restart: bool = False) -> str:
    """`w:sectPr` of a section on this page, its first page without a number; `restart`: numbered from 1."""
    numbering = '<w:pgNumType w:start="1"/>' if restart else ""
    across = ' w:orient="landscape"' if page.width > page.height else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{across}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}"'
        f' w:left="{twips(page.left)}" w:header="{twips(page.header)}" w:footer="{twips(page.header)}" w:gutter="0"/>'
        f"{numbering}<w:titlePg/></w:sectPr>"
    )


_LINE = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def page_end() -> str:
    """What comes next begins a page of the same section.

    The break is the style's: a break of the paragraph's own would be moved by LibreOffice, when it saves the template,
    into the tag above and vanish with it.
    """
    return paragraph(PAGE_STYLE, "")


def cut_line() -> str:
    """A dashed line across, where paper is cut."""
    return paragraph(CUT_STYLE, "")


def section_end(page: Page = PAGE) -> str:
    """What stood so far is a section of its own; the rest begins a page."""
    return f"<w:p><w:pPr>{_LINE}{_page(page)}</w:pPr></w:p>"


def document(body: str, page: Page = PAGE, *, annexed: bool = False) -> str:
    """`word/document.xml`: the body on the decree's page, then the stamp; `annexed`: it ends in an annex."""
    last = f"{stamp(page)}<w:p><w:pPr>{_LINE}</w:pPr></w:p>{_page(page, restart=annexed)}"
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}{last}</w:body></w:document>"


def stamp(page: Page) -> str:
    """A frame in the bottom margin of the last page: the code by which the paper can be checked."""
    frame = (
        f'<w:framePr w:wrap="around" w:vAnchor="page" w:hAnchor="margin" w:xAlign="left"'
        f' w:y="{twips(page.height - STAMP_ABOVE_EDGE)}"/>'
    )
    run = '<w:r><w:t xml:space="preserve">{{ stamp }}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="MaDoiChieu"/>{frame}</w:pPr>{run}</w:p>'


STAMP_ABOVE_EDGE = 14
"""Millimetres between the stamp's top and the lower edge of the sheet."""


def picture(width: float, alt: str) -> str:
    """A picture `width` mm wide in a line of its own; an empty one, until a chart takes its place."""
    size = f'cx="{round(width * EMU_PER_MM)}" cy="{round(width * EMU_PER_MM / 2)}"'
    name = f'id="1" name="{PICTURE}" descr="{{{{ {alt} }}}}"'
    return (
        '<w:p><w:pPr><w:pStyle w:val="HinhAnh"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent {size}/><wp:docPr {name}/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="{PICTURE}"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId5"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def blank_picture() -> bytes:
    """A PNG of two white dots, twice as wide as high."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    shape = struct.pack(">IIBBBBB", 2, 1, 8, 0, 0, 0, 0)
    dots = zlib.compress(b"\x00\xff\xff", 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", shape) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def running_header(*, counted: bool = True) -> str:
    """The header from page 2 on: page number in the middle, where pages are `counted`; a draft says so beneath, at the
    right: no frame, which a word processor makes a drawing of."""
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>2</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    number = f'<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{field}</w:p>'
    return header((number if counted else paragraph("SoTrang", "")) + asked("draft", paragraph("KyHieuDuThao", DRAFT)))


def header(inner: str) -> str:
    """A header part."""
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{inner}</w:hdr>"


def styles() -> str:
    """`word/styles.xml`: every component of the decree's page as a style of its own."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{fonts}</w:rPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )
    line = (
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        '<w:spacing w:before="60" w:after="0" w:line="80" w:lineRule="exact"/>'
    )
    tag_look = '<w:rPr><w:color w:val="7F7F7F"/><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr>'
    extra = (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{RULE_STYLE}"><w:name w:val="{RULE_NAME}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:keepNext/>{line}</w:pPr><w:rPr><w:sz w:val="8"/></w:rPr></w:style>'
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{GAP_STYLE}"><w:name w:val="Khoảng trống"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>'
        "</w:pPr></w:style>"
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{PAGE_STYLE}"><w:name w:val="Sang trang"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr><w:pageBreakBefore/>{_LINE}</w:pPr></w:style>'
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{CUT_STYLE}"><w:name w:val="Đường cắt"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:top w:val="dashed" w:sz="4" w:space="1" w:color="7F7F7F"/>'
        '</w:pBdr><w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/></w:pPr></w:style>'
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{TAG_STYLE}"><w:name w:val="Thẻ lệnh"/>'
        f'<w:basedOn w:val="Normal"/>{tag_look}</w:style>'
    )
    made = "".join(_style(component) for component in COMPONENTS)
    return f"{DECLARATION}<w:styles {NAMESPACES}>{defaults}{normal}{made}{extra}</w:styles>"


def _style(item: Component) -> str:
    builtin = item.name.isascii()
    kind = "" if builtin else ' w:customStyle="1"'
    keep = "<w:keepNext/>" * item.keep_next + "<w:keepLines/>" * item.keep_lines
    spacing = (
        f'<w:spacing w:before="{round(item.before * 20)}" w:after="{round(item.after * 20)}"'
        f' w:line="{round(item.line * SINGLE)}" w:lineRule="auto"/>'
    )
    indent = f'<w:ind w:left="{twips(item.left)}" w:firstLine="{twips(item.first_line)}"/>'
    outline = "" if item.outline is None else f'<w:outlineLvl w:val="{item.outline}"/>'
    look = "<w:b/><w:bCs/>" * item.bold + "<w:i/><w:iCs/>" * item.italic
    look += "" if item.color == "000000" else f'<w:color w:val="{item.color}"/>'
    size = f'<w:sz w:val="{item.size * 2}"/><w:szCs w:val="{item.size * 2}"/>'
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{item.code}"><w:name w:val="{item.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}<w:widowControl/>{spacing}{indent}'
        f'<w:jc w:val="{item.align}"/>{outline}</w:pPr><w:rPr>{look}{size}</w:rPr></w:style>'
    )


def package(
    body: str, title: str, page: Page = PAGE, *, annexed: bool = False, pictured: bool = False, counted: bool = True
) -> dict[str, bytes]:
    """All parts of a .docx with this body."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{word}.{kind}+xml"/>' for name, kind in kinds.items()
    ) + "".join(f'<Override PartName="/word/header{at}.xml" ContentType="{word}.header+xml"/>' for at in (1, 2))
    core_type = "application/vnd.openxmlformats-package.core-properties+xml"
    image = '<Default Extension="png" ContentType="image/png"/>' if pictured else ""
    types = (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{image}{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core_type}"/></Types>'
    )
    core_link = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": _links((f"{office}/officeDocument", "word/document.xml"), (core_link, "docProps/core.xml")),
        "word/_rels/document.xml.rels": _links(
            (f"{office}/styles", "styles.xml"),
            (f"{office}/settings", "settings.xml"),
            (f"{office}/header", "header1.xml"),
            (f"{office}/header", "header2.xml"),
            *(((f"{office}/image", "media/image1.png"),) if pictured else ()),
        ),
        "word/document.xml": document(body, page, annexed=annexed),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/header1.xml": running_header(counted=counted),
        "word/header2.xml": header(paragraph("SoTrang", "")),
        "docProps/core.xml": core(title),
    }
    made = {name: text.encode() for name, text in parts.items()}
    return made | ({"word/media/image1.png": blank_picture()} if pictured else {})


def _links(*targets: tuple[str, str]) -> str:
    made = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>' for at, (kind, target) in enumerate(targets, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{made}</Relationships>'


def settings() -> str:
    """`word/settings.xml`: today's Word layout, Vietnamese, decimal comma."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        f'</w:compat><w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
        "</w:settings>"
    )


def core(title: str) -> str:
    """`docProps/core.xml` of a template."""
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    when = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">2020-03-05T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f"{DECLARATION}<cp:coreProperties {spaces}><dc:title>{escape(title)}</dc:title>"
        f"<dc:language>{LANGUAGE}</dc:language>{when}</cp:coreProperties>"
    )


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
