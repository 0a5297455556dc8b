"""Making the PDF of an issue: all that it needs is laid into a folder, and a process of its own draws it."""

import json
import logging
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from delivery.qr import qr_svg
from publications.models import IssueEdition
from publications.printing.needs import printable
from publications.printing.parts import PrintedIssue, read_issue
from publications.printing.pictures import file_of

log = logging.getLogger(__name__)

# What the child may take: seconds of the processor; and of the clock, on a machine that has other work.
SECONDS, PATIENCE = 180, 900


class NotMadeError(Exception):
    """No PDF was made; the message says why, in words for the desk."""


@dataclass(frozen=True)
class Made:
    """A PDF with the number of its pages, its first pages as PNG, and how many pictures could not be read."""

    pdf: bytes
    pages: int
    broken: int = 0
    shown: list[bytes] = field(default_factory=list)


def make_pdf(text: IssueEdition) -> bytes:
    """The PDF of an issue as readers see it. Raises NotMadeError."""
    return draw_pdf(read_issue(text)).pdf


def draw_pdf(issue: PrintedIssue, *, shown: int = 0) -> Made:
    """The PDF of an issue that was read, and its first `shown` pages as pictures. Raises NotMadeError."""
    if missing := printable():
        raise NotMadeError(missing)
    with tempfile.TemporaryDirectory(prefix="nejat-print-") as name:
        folder = Path(name)
        lost = lay_out(issue, folder)
        found = drawn(folder, shown)
        pictures = [path.read_bytes() for n in range(shown) if (path := folder / f"page-{n + 1}.png").exists()]
        return Made((folder / "issue.pdf").read_bytes(), found["pages"], max(lost, len(found["broken"])), pictures)


def sheet_of(issue: PrintedIssue) -> str:
    """The issue as one HTML page, which names style sheets, pictures and codes by their names in the folder."""
    edition = issue.edition
    home = f"{settings.SITE_URL}/{edition.code}/"
    context = {
        "issue": issue,
        "edition": edition,
        "number": issue.text.issue,
        "home": home,
        "shown_home": home.partition("://")[2],
    }
    with translation.override(edition.language), timezone.override(edition.zone):
        html = render_to_string("publications/print/issue.html", context)
    # Links within the site lead there from paper too.
    return html.replace(' href="/', f' href="{settings.SITE_URL}/')


def lay_out(issue: PrintedIssue, folder: Path) -> int:
    """Write what the child reads into a folder; how many pictures are not where they should be."""
    (folder / "pictures").mkdir()
    (folder / "codes").mkdir()
    (folder / "issue.html").write_text(sheet_of(issue), encoding="utf-8")
    accent = issue.edition.accent
    (folder / "accent.css").write_text(f":root{{--accent-light:{accent}}}" if accent else "", encoding="utf-8")
    for name, address in issue.codes.addresses.items():
        (folder / name).write_text(qr_svg(address, quiet=0), encoding="utf-8")
    lost = 0
    for number, (image, width) in issue.pictures.wanted.items():
        try:
            (folder / "pictures" / str(number)).write_bytes(file_of(image, width))
        except OSError:
            lost += 1
    return lost


def drawn(folder: Path, shown: int) -> dict[str, Any]:
    """What the child says of the issue that it has drawn."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, a folder of ours, and numbers
            [sys.executable, "-m", "publications.printing.child", str(folder), str(SECONDS), str(shown)],
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
            timeout=PATIENCE,
        )
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise NotMadeError(_("Drawing it took too long and was stopped.")) from error
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("An issue could not be printed: %s", getattr(error, "stderr", b"")[-2000:])
        raise NotMadeError(_("It could not be drawn; the reason is in the site’s log.")) from error
    if found.get("error") == "memory":
        raise NotMadeError(_("It needs more memory than one issue may take: are its pictures or texts very large?"))
    return found
