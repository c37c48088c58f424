"""The parts of a .docx around its body: what kinds they are, how they hang together, settings and properties."""

from __future__ import annotations

from xml.sax.saxutils import escape

from thidua.papers.word.nd30 import LANGUAGE, PAGE, Page
from wordml import DECLARATION, NAMESPACES, blank_picture, document, header, paragraph, running_header, styles


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
