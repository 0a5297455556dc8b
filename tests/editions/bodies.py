"""Bodies for tests of identity and lineage: drawn by hypothesis, and the words they are made of."""

from hypothesis import strategies as st

WORDS = (
    "river bridge lantern copper orchard seven winter «market» “quoted” street-lamp می‌رود کتابخانه 2024 ۱۴۰۴ café — & "
    "don’t thread window gardener lemon slow bell ink mirror tide ash copper-smith willow"
).split()

sentences = st.lists(st.sampled_from([word.replace("&", "&amp;") for word in WORDS]), min_size=4, max_size=14).map(
    " ".join
)
_inline = st.tuples(sentences, st.sampled_from(["{}", "{}", "<strong>{}</strong>", '<a href="/en/x/">{}</a>'])).map(
    lambda drawn: drawn[1].format(drawn[0])
)


@st.composite
def lists(draw: st.DrawFn, depth: int = 0) -> str:
    items = []
    for _ in range(draw(st.integers(1, 3))):
        below = draw(lists(depth + 1)) if depth < 1 and draw(st.booleans()) else ""
        items.append(f"<li><p>{draw(_inline)}</p>{below}</li>")
    tag = draw(st.sampled_from(["ul", "ol"]))
    return f"<{tag}>{''.join(items)}</{tag}>"


blocks = st.one_of(
    _inline.map("<p>{}</p>".format),
    _inline.map("<p>{}</p>".format),
    _inline.map("<h2>{}</h2>".format),
    _inline.map("<blockquote><p>{}</p></blockquote>".format),
    _inline.map('<figure class="picture" data-image="7"><figcaption>{}</figcaption></figure>'.format),
    _inline.map("<table><tbody><tr><td><p>{}</p></td></tr></tbody></table>".format),
    st.just("<hr>"),
    lists(),
)
bodies = st.lists(blocks, min_size=1, max_size=8).map("".join)

# What no editor writes: pieces of HTML in any order.
hostile = st.lists(
    st.sampled_from(
        '<p> </p> <a href="/x/"> </a> <ul> <ol> </ul> </ol> <li> </li> <figcaption> </figcaption> <figure> '
        '<figure·class="picture"·data-image="3"> </figure> <table> <thead> <tbody> <tr> <td> <th> </table> </td> '
        "<blockquote> </blockquote> <h2> </h2> <strong> </strong> <em> </em> <bdi·lang=en> </bdi> <hr> <br> <pre> "
        '</pre> <code> <div> </div> <script> <p·data-block="abcdefghij"> <li·data-block="abcdefghij"> '
        '<strong·data-block="zzzzzzzzzz"> <h3·data-block="bad·id"> words more &amp; &lt;p&gt; · <caption>'.split()
    ).map(lambda piece: piece.replace("·", " ")),
    max_size=14,
).map("".join)
