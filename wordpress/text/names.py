"""The names that old bodies are made of: elements, blocks, shortcodes."""

_VOID = "area base br col embed hr img input keygen link meta param source track wbr basefont bgsound frame spacer"
_INLINE = (
    "a abbr acronym b bdi bdo big blink button cite code data del dfn em font i ins kbd label map mark nobr output "
    "picture q rp rt ruby s samp small span strike strong sub sup time tt u var canvas object audio video iframe "
    "noscript script select option optgroup textarea svg math applet progress meter noembed"
)
_BLOCKS = (
    "address article aside blockquote body caption center colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li main marquee menu nav "
    "noframes ol p pre search section style summary table tbody td template tfoot th thead title tr ul xmp listing "
    "plaintext"
)
# Every element of HTML, old ones too, and whether it has no end.
ELEMENTS = {
    **dict.fromkeys(_INLINE.split(), False),
    **dict.fromkeys(_BLOCKS.split(), False),
    **dict.fromkeys(_VOID.split(), True),
}
BLOCK_ELEMENTS = frozenset(_BLOCKS.split()) | {"hr"}

# Blocks that only hold others, or whose HTML says all.
PLAIN_BLOCKS = frozenset(
    "paragraph heading list list-item quote pullquote group row stack columns column buttons button table code "
    "preformatted separator html image media-text more nextpage freeform details text-columns subhead accordion "
    "accordion-item accordion-heading accordion-panel".split()
)
# What these show is made anew at each look: lists of other posts, forms, parts of the theme.
DYNAMIC_BLOCKS = frozenset(
    "archives avatar calendar categories comment-author-avatar comment-author-name comment-content comment-date "
    "comment-edit-link comment-reply-link comment-template comments comments-pagination comments-pagination-next "
    "comments-pagination-numbers comments-pagination-previous comments-query-loop comments-title home-link "
    "latest-comments latest-posts legacy-widget loginout navigation navigation-link navigation-submenu "
    "page-list page-list-item pattern post-author post-author-biography post-author-name post-comment "
    "post-comments post-comments-count post-comments-form post-comments-link post-content post-date post-excerpt "
    "post-featured-image post-navigation-link post-template post-terms post-time-to-read post-title query "
    "query-no-results query-pagination query-pagination-next query-pagination-numbers query-pagination-previous "
    "query-title query-total read-more rss search site-logo site-tagline site-title social-link social-links "
    "table-of-contents tag-cloud template-part term-description widget-area widget-group".split()
)
# Nothing to read.
EMPTY_BLOCKS = frozenset({"spacer"})

SHORTCODES = frozenset(
    "caption wp_caption gallery embed video audio playlist youtube vimeo aparat soundcloud dailymotion twitter tweet "
    "instagram facebook googlemaps pdf gview scribd slideshare ted flickr wpvideo videopress toc archives "
    "sitemap contact ref footnote efn_note mfn fn".split()
)
