"""QR codes as SVG: the way from paper to the page."""

import io

import segno


def qr_svg(address: str) -> bytes:
    """A code of an address, without a margin: the page around it is its quiet zone."""
    code = segno.make(address, error="m", micro=False)
    file = io.BytesIO()
    # The width and height that browsers want; a unit a module, scaled by the style sheet.
    code.save(file, kind="svg", border=0, xmldecl=False, svgns=True, nl=False, omitsize=True)
    return file.getvalue()
