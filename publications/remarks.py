"""What the page of an article or an issue says of the releases that it is a part of."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.desk.dates import desk_moment
from articles.models import Article
from publications.enums import ReleaseState
from publications.models import IssueEdition, Release, ReleaseItem


def release_remarks(text: Article | IssueEdition) -> list[SafeString]:
    """In one query. The moment is told in the time of the text's edition, which is the one of its page."""
    key = "article" if isinstance(text, Article) else "issue"
    items = ReleaseItem.objects.in_hand().filter(**{key: text}).select_related("release").order_by("release")
    return [remark(item.release) for item in items]


def remark(release: Release) -> SafeString:
    link = format_html(
        '<a href="{}"><bdi>{}</bdi></a>', reverse("admin:publications_release_change", args=[release.pk]), release.name
    )
    if release.goes_live_at is None:
        return format_html(_("It is planned for the release {}."), link)
    moment = desk_moment(release.goes_live_at)
    zone = timezone.get_current_timezone_name()
    if release.stands == ReleaseState.SET:
        words = _("In the release {}, it goes live on {} ({}). What you change until then goes live with it.")
    else:
        words = _("It is planned for the release {}, on {} ({}).")
    return format_html(words, link, moment, zone)
