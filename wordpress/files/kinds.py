"""What a file is, by its first bytes: never by its name or by what a server calls it."""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

# So much is looked at.
HEAD = 4096


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        name: as outcomes call it.
        extension: of files that are kept, with its dot; empty: it is not kept.
        is_picture: for the library.
        is_converted: a picture that is taken as PNG.
    """

    name: str
    extension: str = ""
    is_picture: bool = False
    is_converted: bool = False


JPEG, PNG, GIF, WEBP, AVIF = (Kind(name, is_picture=True) for name in ("jpeg", "png", "gif", "webp", "avif"))
BMP, TIFF = (Kind(name, is_picture=True, is_converted=True) for name in ("bmp", "tiff"))
HEIC, SVG, HTML, PROGRAM, UNKNOWN, EMPTY = (
    Kind(name) for name in ("heic", "svg", "html", "program", "unknown", "empty")
)
PDF, MP4, WEBM, MP3, M4A, OGG, WAV, FLAC, ZIP, EPUB, RTF = (
    Kind(name, f".{name}") for name in "pdf mp4 webm mp3 m4a ogg wav flac zip epub rtf".split()
)
# What browsers do not play and nobody unpacks here, and readers may still want.
MOV, AVI, WMV, FLV, GZ, RAR, SEVEN_ZIP = (Kind(name, f".{name}") for name in "mov avi wmv flv gz rar 7z".split())
TEXTS = {f".{name}": Kind(name, f".{name}") for name in "txt csv srt vtt".split()}
DOC, XLS, PPT, DOCX, XLSX, PPTX, ODT, ODS, ODP = (
    Kind(name, f".{name}") for name in ("doc", "xls", "ppt", "docx", "xlsx", "pptx", "odt", "ods", "odp")
)

_STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"BM", BMP),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"%PDF-", PDF),
    (b"\x1a\x45\xdf\xa3", WEBM),
    (b"ID3", MP3),
    (b"OggS", OGG),
    (b"fLaC", FLAC),
    (b"{\\rtf", RTF),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", WMV),
    (b"FLV\x01", FLV),
    (b"\x1f\x8b", GZ),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"#!", PROGRAM),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = {".doc": DOC, ".xls": XLS, ".ppt": PPT}
_BRANDS = {b"avif": AVIF, b"avis": AVIF, b"M4A ": M4A, b"M4B ": M4A, b"qt  ": MOV}
_PICTURE_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": AVI}
# How QuickTime files begin that name no brand.
_ATOMS = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"})
_OPEN_DOCUMENTS = {
    b"application/epub+zip": EPUB,
    b"application/vnd.oasis.opendocument.text": ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": ODS,
    b"application/vnd.oasis.opendocument.presentation": ODP,
}
_OFFICE_PARTS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
_MARKUP = re.compile(
    rb"\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*|<!doctype[^>]*>\s*)*<\s*([a-z?!][a-z0-9:?-]*)", re.I | re.S
)
_PAGE = re.compile(rb"<(?:!doctype html|html|head|body|script|iframe|meta|title)[\s>]", re.I)
_RUNS = re.compile(
    rb"<\s*(?:script|foreignobject|iframe|embed|object|handler|set|animate)\b|\bon[a-z]+\s*=|(?:java|vb)script:|<!entity"
    rb"|data:text/html",
    re.I,
)


def kind_of(path: Path, name: str = "") -> Kind:
    """What the file is; `name` tells apart only what its bytes cannot: old office files, and text."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = kind_of_bytes(head, name)
    return _office(path) if kind is ZIP else kind


def kind_of_bytes(head: bytes, name: str = "") -> Kind:
    """What a file is by its beginning."""
    if not head:
        return EMPTY
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[4:8] in _ATOMS:
        return MOV
    if head.startswith(b"PK\x03\x04"):
        return _open_document(head)
    extension = Path(name).suffix.lower()
    if head.startswith(_OLE):
        return _OLD_OFFICE.get(extension, UNKNOWN)
    if found := next((kind for start, kind in _STARTS if head.startswith(start)), None):
        return found
    if head[0] == 0xFF and head[1:2] and head[1] & 0xE6 == 0xE2:
        return MP3
    # A few bytes before it are common, and readers open it all the same.
    if b"%PDF-" in head[:1024] and extension == ".pdf":
        return PDF
    return _text(head, extension)


def runs_something(content: bytes) -> bool:
    """Whether a drawing (SVG) holds a script, or anything else that a browser would run or fetch."""
    return bool(_RUNS.search(content))


def _by_brand(head: bytes) -> Kind:
    """A file of ISO 14496-12, by the brands that it says it is."""
    size = min(int.from_bytes(head[:4]), 256)
    brands = [head[8:12], *(head[place : place + 4] for place in range(16, size, 4))]
    for brand in brands[:1] if brands[0] not in {b"mif1", b"msf1"} else brands:
        if brand in _BRANDS:
            return _BRANDS[brand]
    return HEIC if brands[0] in _PICTURE_BRANDS else MP4


def _open_document(head: bytes) -> Kind:
    """The first part of an OpenDocument or EPUB file says what it is."""
    if head[30:38] == b"mimetype":
        for name, kind in _OPEN_DOCUMENTS.items():
            if head[38:].startswith(name) and not head[38 + len(name) :].startswith(b"-"):
                return kind
    return ZIP


def _office(path: Path) -> Kind:
    """A ZIP file, or one of the kinds of documents that are ZIP files within."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()[:2000]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return UNKNOWN
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in _OFFICE_PARTS.items() if any(n.startswith(part) for n in names)), ZIP)
    return ZIP


def _text(head: bytes, extension: str) -> Kind:
    """Markup of some kind, or plain text, which only its name tells from other things."""
    start = head.removeprefix(b"\xef\xbb\xbf")
    if found := _MARKUP.match(start):
        element = found[1].lower().rpartition(b":")[2]
        if element == b"svg":
            return SVG
        if element.startswith(b"?php"):
            return PROGRAM
    if start.lstrip().startswith(b"<") or _PAGE.search(start):
        return HTML
    is_text = b"\x00" not in start and not re.search(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", start)
    return TEXTS.get(extension, UNKNOWN) if is_text else UNKNOWN
