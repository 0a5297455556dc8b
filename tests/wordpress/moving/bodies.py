"""The texts of an old site, as its editors wrote them over twenty years: classic, with shortcodes, in blocks."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.wordpress.moving.old_house import OldHouse, Post

FILM = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def body_of(post: "Post", site: "OldHouse") -> str:
    """The text of a post of any kind; kinds that have none of their own are classic."""
    write = _WRITERS.get(post.kind, classic)
    return write(post, site)


def image(site: "OldHouse", post: "Post", which: int, size: str = "-300x225") -> str:
    number, name = site.photo(post, which)
    address = site.upload(f"{name.removesuffix('.jpg')}{size}.jpg")
    return f'<img class="alignnone size-medium wp-image-{number}" src="{address}" alt="" width="300" height="225" />'


def classic(post: "Post", site: "OldHouse") -> str:
    words = post.language
    number, _name = site.photo(post, 1)
    one, two, three, four = words.sentences
    return (
        f"{one}\n{two}\n\n<!--more-->\n\n"
        f'[caption id="attachment_{number}" align="alignleft" width="300"]{image(site, post, 1)} '
        f"{words.caption}[/caption]\n\n"
        f"{three}\n\n<blockquote>{words.quotation}</blockquote>\n\n<h3>{words.sections['crafts']}</h3>\n{four}"
    )


def blocks(post: "Post", site: "OldHouse") -> str:
    words, other = post.language, site.before(post)
    number, name = site.photo(post, 1)
    return (
        f'<!-- wp:paragraph -->\n<p>{words.sentences[0]} <a href="{site.home}{other.path}">{words.caption}</a></p>\n'
        f'<!-- /wp:paragraph -->\n\n<!-- wp:image {{"id":{number},"sizeSlug":"large"}} -->\n'
        f'<figure class="wp-block-image size-large"><img src="{site.upload(name)}" alt="" class="wp-image-{number}"/>'
        f"<figcaption>{words.caption}</figcaption></figure>\n<!-- /wp:image -->\n\n"
        f"<!-- wp:list --><ul><li>{words.tags['autumn']}</li><li>{words.tags['paper']}</li></ul><!-- /wp:list -->\n\n"
        f'<!-- wp:quote --><blockquote class="wp-block-quote"><p>{words.quotation}</p></blockquote><!-- /wp:quote -->'
    )


def gallery(post: "Post", site: "OldHouse") -> str:
    numbers = ",".join(str(site.photo(post, which)[0]) for which in (1, 2, 3))
    words = post.language.sentences
    return f'{words[1]}\n\n[gallery ids="{numbers}" columns="3" link="file"]\n\n{words[2]}'


def block_gallery(post: "Post", site: "OldHouse") -> str:
    words = post.language
    inner = "".join(
        f'<!-- wp:image {{"id":{site.photo(post, which)[0]}}} --><figure class="wp-block-image">'
        f"{image(site, post, which, '')}<figcaption>{words.caption} {which}</figcaption></figure><!-- /wp:image -->"
        for which in (1, 2)
    )
    return (
        f"<!-- wp:paragraph --><p>{words.sentences[2]}</p><!-- /wp:paragraph -->\n<!-- wp:gallery -->\n"
        f'<figure class="wp-block-gallery has-nested-images columns-2">{inner}'
        f"<figcaption>{words.quotation}</figcaption></figure>\n<!-- /wp:gallery -->"
    )


def video(post: "Post", site: "OldHouse") -> str:
    _number, name = site.leaflet(post)
    return f'{post.language.sentences[0]}\n\n{FILM}\n\n<a href="{site.upload(name)}">{post.language.caption}</a>'


def byline(post: "Post", site: "OldHouse") -> str:
    return f"<em>{post.language.byline}</em>\n\n{classic(post, site)}"


def links(post: "Post", site: "OldHouse") -> str:
    """Links to an earlier post in every form that there ever was."""
    other = site.before(post)
    forms = [
        f"{site.home}{other.path}",
        f"{site.home}/?p={other.number}",
        other.path,
        f"{site.home.replace('http:', 'https:')}{other.path}#more-{other.number}",
        f"/?p={other.number}",
    ]
    inside = " ".join(f'<a href="{address}">{post.language.caption} {at}</a>' for at, address in enumerate(forms))
    return f"{post.language.sentences[3]}\n\n{inside}"


def paper(post: "Post", site: "OldHouse") -> str:
    _number, name = site.leaflet(post)
    return f'<p>{post.language.sentences[1]}</p><p><a href="{site.upload(name)}">PDF</a></p>'


def film(post: "Post", site: "OldHouse") -> str:
    return f"{FILM}\n\n{post.language.sentences[0]}"


_WRITERS = {
    "blocks": blocks,
    "gallery": gallery,
    "block-gallery": block_gallery,
    "video": video,
    "byline": byline,
    "links": links,
    "newsletter": paper,
    "book": paper,
    "film": film,
}
