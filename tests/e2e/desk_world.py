"""A desk with something on each of its pages, and the addresses of those pages."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from articles.joining.offers import Offer, offer_pairs
from articles.joining.reasons import Reason, Sign
from articles.models import Article
from articles.notes import add_note
from articles.planning import plan_story
from articles.preview_links import make_link
from articles.revisions import article_to_write
from articles.services import save_article
from articles.translating import start_translation
from delivery.models import MissingAddress
from editions.models import HouseRule, Page, PageEdition
from mailing.enums import LetterState, SendingState
from mailing.models import Letter, Sending
from publications.models import IssueEdition
from publications.subscribing import list_key
from seeds.factories import (
    PASSWORD,
    make_article,
    make_book,
    make_category,
    make_editions,
    make_image,
    make_issue,
    make_media_item,
    make_person,
    make_release,
    make_series,
    make_story,
    make_subscriber,
    make_topic,
    make_user,
)

LONG = "A wardrobe, two trams and the garden behind the library: what the archive of one street can tell"


def build_desk(language: str) -> tuple[User, dict[str, str]]:
    """An admin whose desk speaks `language`, and the paths below `/admin/` by a name each."""
    editions = make_editions()
    admin = make_user(role="admin", username="ada", language=language)
    author = make_user(role="contributor", editions=["en", "fa"], username="cora")
    image = make_image(size=(60, 40), name="bridge")
    category, person = make_category(name="Heritage"), make_person(name="Mira Halvorsen", portrait=image)
    story = make_story(
        working_title=LONG, category=category, image=image, topics=[make_topic()], authors=[person], is_featured=True
    )
    body = "<h2>Stone by stone</h2><p>Nobody lifts alone.</p><ul><li>A list</li></ul><p>Two days in May.</p>"
    article = make_article(edition="en", story=story, title=LONG, body=body)
    translation = start_translation(source=article, edition=editions["fa"], by=admin)
    article = article_to_write(article.pk)
    article.body = article.body.replace("Two days in May", "Three days in May")
    save_article(article, by=author, note="A day more")
    article = article_to_write(article.pk)
    article.title = "A wardrobe and two trams"
    save_article(article, by=author, as_pending=True, note="Shorter")
    add_note(Article.objects.get(pk=article.pk), text="Is the year right, @ada?", by=author)
    make_link(Article.objects.get(pk=article.pk), by=admin, days=7)
    soon = timezone.localdate() + timedelta(days=1)
    plan_story(story, editions["sq"], by=author, assignee=admin, planned_for=soon)
    HouseRule.objects.create(pattern="e-mail", replacement="email", message="Our spelling", edition=editions["en"])
    draft = make_article(edition="fa", title="دهی که یک روزنامه دارد", published=False)
    release = make_release(draft, name="Winter evening", goes_live_at=timezone.now() + timedelta(days=2))
    item = make_media_item(kind="photos", title="Doors of the town", image=image)
    issue = make_issue(series=make_series(), editions=["en", "fa"], articles=[article])
    text = IssueEdition.objects.get(issue=issue, edition="fa")
    make_subscriber(edition="fa", lists=(list_key(issue.series),))
    mailed = Sending.objects.create(
        kind="issue", key=f"{text.pk}+7", edition=text.edition, audience="x", title=LONG, state=SendingState.PAUSED
    )
    kinds = (LetterState.SENT, LetterState.WAITING, LetterState.BOUNCED, LetterState.UNWANTED)
    Letter.objects.bulk_create(
        Letter(sending=mailed, kind="issue", recipient=number, state=kinds[number % 4], sent_at=timezone.now())
        for number in range(12)
    )
    book = make_book(series=make_series(kind="books"))
    about = Page.objects.create(key="about")
    for path in ("/2012/03/doors-of-the-town/", "/1391/01/باغ/"):
        MissingAddress.objects.create(host="old.example", path=path, key=path[-32:], referrer="blog.example", count=3)
    PageEdition.objects.create(page=about, edition=editions["en"], title="About us", slug="about", body="<p>We.</p>")
    apart = make_article(
        edition="ar", title="خزانة وقطاران وحديقة", image=image, category=make_category(editions=["ar"])
    )
    reasons = (Reason(Sign.PICTURE, 40), Reason(Sign.NUMBERS, 24, "1921, 317"), Reason(Sign.DAY, -8, "90"))
    offer_pairs([Offer(draft.pk, apart.pk, 70, reasons, True)])
    at, story_page = f"articles/article/{article.pk}", f"articles/story/{story.pk}/change/"
    return admin, {
        "start": "",
        "stories": "articles/story/",
        "new story": "articles/story/add/?edition=fa",
        "story": f"{story_page}?edition=en",
        "draft": f"articles/story/{draft.story_id}/change/?edition=fa",
        "edition not begun": f"{story_page}?edition=sq",
        "side by side": f"articles/article/{translation.pk}/translate/",
        "begin a translation": f"articles/article/start/?story={story.pk}&edition=ar",
        "revisions": f"{at}/revisions/",
        "revision": f"{at}/revisions/1/",
        "compare": f"{at}/revisions/compare/?old=1&new=now",
        "articles": "articles/article/",
        "correction": f"articles/correction/add/?article={article.pk}",
        "board": "board/",
        "plan": f"board/plan/{story.pk}/sq/",
        "calendar": "calendar/",
        "pairs": "pairs/",
        "notices": "notices/",
        "library": "media_gallery/image/",
        "upload": "media_gallery/image/add/",
        "picture": f"media_gallery/image/{image.pk}/change/",
        "replace": f"media_gallery/image/{image.pk}/replace/",
        "delete what is used": f"media_gallery/image/{image.pk}/delete/",
        "media": "media_gallery/mediaitem/",
        "album": f"media_gallery/mediaitem/{item.pk}/change/",
        "issues": "publications/issue/",
        "issue": f"publications/issue/{issue.pk}/change/?edition=en",
        "mail": "mail/",
        "sending": f"mail/sending/{mailed.pk}/",
        "mail of an issue": f"mail/issue/{text.pk}/",
        "before it is sent": f"mail/issue/{text.pk}/send/",
        "how an edition mails": "mail/edition/fa/",
        "books": "publications/book/",
        "book": f"publications/book/{book.pk}/change/",
        "series": "publications/series/",
        "releases": "publications/release/",
        "release": f"publications/release/{release.pk}/change/",
        "pages": "editions/page/",
        "page": f"editions/page/{about.pk}/change/?edition=en",
        "menu": "editions/menuitem/",
        "menu entry": "editions/menuitem/add/",
        "editions": "editions/edition/",
        "edition": "editions/edition/fa/change/",
        "house rules": "editions/houserule/",
        "house rule": "editions/houserule/add/",
        "categories": "articles/category/",
        "category": f"articles/category/{category.pk}/change/",
        "people": "articles/person/",
        "person": f"articles/person/{person.pk}/change/",
        "users": "accounts/user/",
        "user": f"accounts/user/{author.pk}/change/",
        "new user": "accounts/user/add/",
        "audit log": "accounts/auditentry/",
        "redirects": "delivery/redirect/",
        "redirects from a file": "delivery/redirect/import/",
        "what is not here": "missing/",
        "password": "password_change/",
    }


__all__ = ["PASSWORD", "build_desk"]
