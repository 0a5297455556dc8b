"""The editions with their identity, menu and standing pages."""

from django.utils import timezone

from editions.enums import State
from editions.models import MenuItem, Page, PageEdition, SocialLink
from seeds.factories.editions import make_edition
from seeds.loading import texts

ZONES = {"en": "Europe/London", "ar": "Asia/Amman", "fa": "Asia/Tehran", "sq": "Europe/Tirane"}
SOCIAL = ("Telegram", "Instagram", "YouTube")
# Labels of the menu, as the old site names its sections; the tree is one for all editions.
LABELS = {
    "articles:home": {"en": "Home", "ar": "الرئيسية", "fa": "خانه", "sq": "Kryefaqja"},
    "articles:all": {"en": "Articles", "ar": "مقالات", "fa": "مقاله‌ها", "sq": "Artikuj"},
    "media": {"en": "Media", "ar": "وسائط", "fa": "رسانه", "sq": "Media"},
    "media:all": {"en": "All media", "ar": "كل الوسائط", "fa": "همهٔ رسانه‌ها", "sq": "Të gjitha"},
    "media:cartoons": {"en": "Cartoons", "ar": "كاريكاتير", "fa": "کارتون", "sq": "Karikatura"},
    "media:newspics": {"en": "NewsPics", "ar": "صور الأخبار", "fa": "عکس خبری", "sq": "Foto lajmesh"},
    "media:photos": {"en": "Photo Gallery", "ar": "معرض الصور", "fa": "گالری عکس", "sq": "Galeria e fotove"},
    "media:videos": {"en": "Videos", "ar": "فيديو", "fa": "ویدیو", "sq": "Video"},
    "publications": {"en": "Publications", "ar": "إصدارات", "fa": "انتشارات", "sq": "Botime"},
    "series:all": {"en": "All publications", "ar": "كل الإصدارات", "fa": "همهٔ انتشارات", "sq": "Të gjitha botimet"},
    "series:books": {"en": "Books", "ar": "كتب", "fa": "کتاب‌ها", "sq": "Libra"},
    "series:newsletter": {"en": "Nejat NewsLetter", "ar": "نشرة نجاة", "fa": "خبرنامهٔ نجات", "sq": "Buletini Nejat"},
    "series:pars-brief": {"en": "Pars Brief", "ar": "موجز بارس", "fa": "گزیدهٔ پارس", "sq": "Pars në pak fjalë"},
    "page:about": {"en": "About Us", "ar": "من نحن", "fa": "دربارهٔ ما", "sq": "Rreth nesh"},
    "page:contact": {"en": "Contact us", "ar": "اتصل بنا", "fa": "تماس با ما", "sq": "Na kontaktoni"},
}
TREE = [
    ("articles:home", []),
    ("articles:all", []),
    ("media", ["media:all", "media:cartoons", "media:newspics", "media:photos", "media:videos"]),
    ("publications", ["series:all", "series:books", "series:newsletter", "series:pars-brief"]),
    ("page:about", []),
    ("page:contact", []),
]


def load_editions() -> None:
    for code in texts.CODES:
        identity = texts.site(code)["identity"]
        edition = make_edition(
            code,
            site_name=identity["site_name"],
            tagline=identity["tagline"],
            time_zone=ZONES[code],
            copyright_from=2005,
        )
        SocialLink.objects.bulk_create(
            SocialLink(edition=edition, name=name, address=f"https://example.org/{name.lower()}-{code}", position=place)
            for place, name in enumerate(SOCIAL)
        )


def load_menu() -> None:
    for place, (key, below) in enumerate(TREE):
        parent = menu_item(key, place)
        for position, child in enumerate(below):
            menu_item(child, position, parent)


def menu_item(key: str, position: int, parent: MenuItem | None = None) -> MenuItem:
    labels = {f"label_{code}": label for code, label in LABELS[key].items()}
    return MenuItem.objects.create(parent=parent, position=position, target=key if ":" in key else "", **labels)


def load_pages() -> None:
    for place, key in enumerate(texts.plan()["pages"]["keys"]):
        page = Page.objects.create(key=key, position=place)
        for code in texts.CODES:
            if found := texts.words("pages", key, code):
                PageEdition.objects.create(
                    page=page,
                    edition_id=code,
                    title=found["title"],
                    slug=found["slug"],
                    body=found["body"],
                    state=State.PUBLISHED,
                    published_at=timezone.now(),
                )
