"""The blocks and marks a body may be made of. Pictures, embeds and downloads are references, drawn by the server."""

# What the editor offers; the sanitiser below it allows exactly this.
TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "hr", "br",
    "strong", "em", "s", "sub", "sup", "code", "pre", "a", "bdi", "span",
    "figure", "figcaption",
    "table", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    # Words in another language; which way they are written follows from it (editions/richtext/directions.py).
    "bdi": {"lang"},
    # A note to this place (editions/richtext/footnotes.py). Other spans are given up for what they hold.
    "span": {"class"},
    "ol": {"start"},
    "figure": {"class", "data-image"},
    "blockquote": {"class", "lang"},
    "p": {"class", "lang"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
# Tags that may be a unit of a body and so carry its stable id (editions/richtext/blocks.py).
UNITS = {"p", "h2", "h3", "h4", "li", "blockquote", "hr", "figure", "table", "pre"}
for _tag in UNITS:
    ATTRIBUTES[_tag] = ATTRIBUTES.get(_tag, set()) | {"data-block"}
# One class a tag at most; others are dropped.
CLASSES = {
    # A gallery holds pictures, and may have a caption of its own.
    "figure": {"picture", "picture picture--wide", "embed", "gallery"},
    "blockquote": {"pullquote"},
    "p": {"lead", "note"},
    "span": {"footnote"},
}
URL_SCHEMES = {"http", "https", "mailto", "tel"}
