"""Bodies of ours of every kind, as the desk stores them."""

from html import escape

from hypothesis import strategies as st

from editions.richtext.identify import identify

# The library of these bodies: keys of pictures.
PICTURES = (101, 102, 103)
LANGUAGES = ("fa", "ar", "en", "sq", "ckb", "de-AT")

# Persian with ZWNJ and digits, Arabic with marks, Albanian, English; what WordPress and XML could stumble over.
WORD = (
    st.sampled_from(
        """می‌خواهم کتاب ۱۲۳ عَرَبِيّ الميناء ٤٥ ç’është Shqipëri harbour letter 1905 𝄞 🕊 «گفت» “quoted” O’Neill a&b
    <tag> x<y ]]> --> <!-- [gallery] [/caption] [sic] [[x]] https://example.org/?a=1&b=2 \\ \\u0022 \\n "straight"
    'single' -- --- &amp; &#91;
    100% {"a":1} \u200fmark\u200e e\u0301 \u00a0 %s $1""".replace("\n", " ").split(" ")
    )
    .map(str.strip)
    .filter(bool)
)
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
PLAIN = LINE.map(lambda text: escape(text, quote=False))

MARKS = ("strong", "em", "s", "sub", "sup", "code")


@st.composite
def inline(draw: st.DrawFn, depth: int = 2, *, notes: bool = True) -> str:
    """What stands in a line."""
    parts = []
    for _part in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(["plain", "mark", "link", "bdi", "break", "note"] if depth else ["plain"]))
        if kind == "plain":
            parts.append(draw(PLAIN))
        elif kind == "mark":
            tag = draw(st.sampled_from(MARKS))
            parts.append(f"<{tag}>{draw(inline(depth - 1, notes=notes))}</{tag}>")
        elif kind == "link":
            address = draw(
                st.sampled_from(
                    ["https://example.org/a?b=1&amp;c=%D8%A7", "/en/articles/harbour/#part", "mailto:a@example.org"]
                )
            )
            title = draw(st.sampled_from(["", ' title="A &quot;title&quot;"']))
            parts.append(f'<a href="{address}"{title}>{draw(PLAIN)}</a>')
        elif kind == "bdi":
            language = draw(st.sampled_from(["", *LANGUAGES]))
            said = f' lang="{language}"' if language else ""
            parts.append(f"<bdi{said}>{draw(inline(depth - 1, notes=False))}</bdi>")
        elif kind == "break":
            parts.append(f"{draw(PLAIN)}<br>")
        elif notes:
            parts.append(f'<span class="footnote">{draw(inline(1, notes=False))}</span>')
    return draw(st.sampled_from([" ", ""])).join(parts)


@st.composite
def listing(draw: st.DrawFn, depth: int = 2) -> str:
    tag = draw(st.sampled_from(["ul", "ol", 'ol start="7"']))
    items = []
    for _item in range(draw(st.integers(1, 3))):
        form = draw(st.sampled_from(["p", "p", "bare", "two", "quote"]))
        line = draw(inline(1))
        inner = {
            "p": f"<p>{line}</p>",
            "bare": line,
            "two": f"<p>{line}</p><p>{draw(PLAIN)}</p>",
            "quote": f"<blockquote><p>{line}</p></blockquote>",
        }[form]
        if depth and draw(st.booleans()):
            inner += draw(listing(depth - 1))
        items.append(f"<li>{inner}</li>")
    return f"<{tag}>{''.join(items)}</{tag.partition(' ')[0]}>"


CAPTION = st.one_of(
    st.just(""), st.just("<figcaption></figcaption>"), inline(1).map("<figcaption>{}</figcaption>".format)
)


@st.composite
def figure(draw: st.DrawFn) -> str:
    caption = draw(CAPTION)
    if draw(st.booleans()):
        kind = draw(st.sampled_from(["picture", "picture picture--wide"]))
        return f'<figure class="{kind}" data-image="{draw(st.sampled_from(PICTURES))}">{caption}</figure>'
    address = draw(
        st.sampled_from(
            [
                "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                "https://vimeo.com/123456",
                "https://www.aparat.com/v/abc12?x=1&amp;y=2",
            ]
        )
    )
    return f'<figure class="embed"><a href="{address}">{address}</a>{caption}</figure>'


@st.composite
def gallery(draw: st.DrawFn) -> str:
    shown = draw(st.lists(st.tuples(st.sampled_from(PICTURES), CAPTION), min_size=2, max_size=4))
    figures = (f'<figure class="picture" data-image="{key}">{caption}</figure>' for key, caption in shown)
    return f'<figure class="gallery">{"".join(figures)}{draw(CAPTION)}</figure>'


@st.composite
def table(draw: st.DrawFn) -> str:
    width, rows = draw(st.integers(1, 3)), []
    form = draw(st.sampled_from(["<p>{}</p>", "{}", "mixed"]))
    for number in range(draw(st.integers(1, 3))):
        cells = []
        for _cell in range(width):
            tag = draw(st.sampled_from(["th", "td"])) if number == 0 else "td"
            span = draw(st.sampled_from(["", "", ' colspan="2"']))
            shape = (
                draw(st.sampled_from(["<p>{}</p>", "{}", "<ul><li><p>{}</p></li></ul>"])) if form == "mixed" else form
            )
            cells.append(f"<{tag}{span}>{shape.format(draw(st.one_of(st.just(''), inline(1))))}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


@st.composite
def quotation(draw: st.DrawFn) -> str:
    said = draw(st.sampled_from(["", ' class="pullquote"', ' lang="fa"', ' class="pullquote" lang="ar"']))
    inner = draw(
        st.one_of(
            inline(1),
            inline(1).map("<p>{}</p>".format),
            st.tuples(inline(1), PLAIN).map(lambda two: f"<p>{two[0]}</p><p>— {two[1]}</p>"),
            st.tuples(inline(1), listing(0)).map(lambda two: f"<h3>{two[0]}</h3>{two[1]}"),
            figure(),
        )
    )
    return f"<blockquote{said}>{inner}</blockquote>"


@st.composite
def paragraph(draw: st.DrawFn) -> str:
    said = draw(
        st.sampled_from(
            ["", "", ' class="lead"', ' class="note"', ' lang="fa"', ' class="lead" lang="en"', ' lang="de-AT"']
        )
    )
    return (
        f"<p{said}>{draw(st.one_of(inline(), st.just('https://www.youtube.com/watch?v=aqz-KE-bpKQ'), st.just('')))}</p>"
    )


BLOCK = st.one_of(
    paragraph(),
    paragraph(),
    inline(1).map("<h2>{}</h2>".format),
    inline(1).map("<h3>{}</h3>".format),
    inline(1).map("<h4>{}</h4>".format),
    listing(),
    quotation(),
    st.just("<hr>"),
    LINE.map(lambda text: f"<pre><code>{escape(text, quote=False)}\n  two  spaces\n\nend</code></pre>"),
    inline(1).map("<pre>{}</pre>".format),
    figure(),
    gallery(),
    table(),
)
# As stored: sanitised, put right, every block with its id.
BODY = st.lists(BLOCK, max_size=6).map(lambda blocks: identify("".join(blocks), salt="1:en"))
