"""An issue in each edition, the same on every machine: for pictures of its pages and the order of its letters."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.files.base import ContentFile

from editions.enums import State
from media_gallery.models import Image
from media_gallery.uploads import store_image
from publications.models import Issue, IssueEdition, IssueEntry
from publications.printing.keeping import texts
from seeds.factories import make_article, make_category, make_person, make_series, make_story
from seeds.factories.media import jpeg

# By edition: series, issue, title, category, author, standfirst, body (with a place for the picture's number).
WORDS: dict[str, tuple[str, str, str, str, str, str, str]] = {
    "en": (
        "The Letter", "Small weather", "A library on two wheels", "Reading", "Ada Bell",
        "Every Tuesday a bicycle brings forty books up the hill.",
        "<p>The bicycle is green and has three gears, of which <em>two</em> work. In its boxes lie forty books, "
        "wrapped in oilcloth against the rain, and a notebook with the names of everyone who has one at home.</p>"
        '<p>At the last house they ask for «<bdi lang="fa">شاهنامه</bdi>» and get it.'
        '<span class="footnote">The edition of 1960.</span></p><h2>What is read</h2>'
        "<ul><li>Stories of the sea</li><li>Books on bees</li></ul>"
        '<figure class="picture" data-image="{0}"><figcaption>The green bicycle</figcaption></figure>'
        '<blockquote class="pullquote"><p>Nobody has ever lost a book.</p></blockquote>'
        "<table><tbody><tr><th>Village</th><th>Books</th></tr><tr><td>Upper Ford</td><td>12</td></tr></tbody></table>"
        '<figure class="embed"><a href="https://vimeo.com/1084537">x</a></figure>',
    ),
    "sq": (
        "Letra", "Moti i vogël", "Një bibliotekë me dy rrota", "Lexim", "Arta Gjini",
        "Çdo të martë një biçikletë sjell dyzet libra përpjetë kodrës.",
        "<p>Biçikleta është e gjelbër dhe ka tri shpejtësi, nga të cilat <em>dy</em> punojnë. Në kutitë e saj "
        "qëndrojnë dyzet libra, të mbështjellë kundër shiut, dhe një fletore me emrat e të gjithëve.</p>"
        '<figure class="picture" data-image="{0}"><figcaption>Biçikleta</figcaption></figure>'
        '<blockquote class="pullquote"><p>Askush nuk ka humbur asnjë libër.</p></blockquote>',
    ),
    "fa": (
        "نامه", "هوای کوچک", "کتابخانه‌ای روی دو چرخ", "خواندن", "ناهید کیان",
        "هر سه‌شنبه دوچرخه‌ای چهل کتاب را از تپه بالا می‌برد.",
        "<p>دوچرخه سبز است و سه دنده دارد که <em>دو تای آن</em> کار می‌کند. در جعبه‌هایش چهل کتاب می‌گذارند که در "
        "پارچه‌ای روغنی پیچیده شده‌اند تا باران نخورند، و دفتری با نام همهٔ کسانی که کتابی در خانه دارند.</p>"
        "<p>آخرین خانه کتاب The <em>Old</em> Man and the Sea, in English, را می‌خواهد و می‌گیرد."
        '<span class="footnote">چاپ ۱۳۴۵.</span></p><h2>چه می‌خوانند</h2>'
        "<ul><li>داستان‌های دریا</li><li>کتاب‌های زنبورداری</li></ul>"
        '<figure class="picture" data-image="{0}"><figcaption>دوچرخهٔ سبز</figcaption></figure>'
        '<blockquote class="pullquote"><p>هیچ‌کس کتابی گم نکرده است.</p></blockquote>'
        "<table><tbody><tr><th>روستا</th><th>کتاب</th></tr><tr><td>گدار بالا</td><td>۱۲</td></tr></tbody></table>"
        '<figure class="embed"><a href="https://vimeo.com/1084537">x</a></figure>',
    ),
    "ar": (
        "الرسالة", "طقس صغير", "مكتبة على عجلتين", "قراءة", "هدى ناصر",
        "كل ثلاثاء تصعد دراجة بأربعين كتابا إلى أعلى التل.",
        "<p>الدراجة خضراء ولها ثلاث سرعات، تعمل منها <em>اثنتان</em>. في صناديقها أربعون كتابا ملفوفة بقماش يقيها "
        "المطر، ودفتر فيه أسماء كل من عنده كتاب في بيته.</p>"
        "<p>البيت الأخير يطلب The <em>Old</em> Man and the Sea, in English, فيأخذه."
        '<span class="footnote">طبعة ١٩٦٦.</span></p><h2>ماذا يقرؤون</h2>'
        "<ul><li>حكايات البحر</li><li>كتب النحل</li></ul>"
        '<figure class="picture" data-image="{0}"><figcaption>الدراجة الخضراء</figcaption></figure>'
        '<blockquote class="pullquote"><p>لم يضيع أحد كتابا قط.</p></blockquote>',
    ),
}  # fmt: skip
MOMENT = datetime(2026, 3, 21, 9, tzinfo=UTC)


def make_picture(**fields: Any) -> Image:
    """A picture that is the same in every run."""
    image = store_image(file=ContentFile(jpeg(size=(1500, 900), shade=3), name="bicycle.jpg"), name="Bicycle")
    for code in WORDS:
        setattr(image, f"alt_{code}", f"Bicycle {code}")
        setattr(image, f"credit_{code}", "A. Bell")
    for name, value in fields.items():
        setattr(image, name, value)
    image.save()
    return image


def make_sample(code: str, **fields: Any) -> IssueEdition:
    """The issue in one edition, with one article; `fields` are of the article."""
    series, name, title, category, author, standfirst, body = WORDS[code]
    image = make_picture()
    story = make_story(
        image=image,
        category=make_category(name=category, editions=[code]),
        authors=[make_person(name=author, editions=[code])],
    )
    words = {"title": title, "standfirst": standfirst, "body": body.format(image.pk), "published_at": MOMENT, **fields}
    article = make_article(id=4000, story=story, edition=code, **words)
    issue = Issue.objects.create(
        series=make_series(name=series, editions=[code], slug="letter"),
        number=12,
        issued_on=date(2026, 3, 21),
        cover=image,
    )
    live = {"state": State.PUBLISHED, "published_at": MOMENT}
    text = IssueEdition.objects.create(
        id=5000, issue=issue, edition_id=code, title=name, lead=f"<p>{name}.</p>", **live
    )
    IssueEntry.objects.create(text=text, article=article, is_lead=True)
    return texts().get(pk=text.pk)
