"""What an invented house wrote in four languages: about its library, its gardens and its workshops."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """Words of one language.

    Attributes:
        locale: as WordPress names it.
        subjects: of titles, which get a number each.
        byline: a line as it stood at the head or the foot of texts; `writer` and `source` are whom it names.
        sections: slug -> name; "crafts" is above "pottery".
    """

    code: str
    locale: str
    name: str
    subjects: tuple[str, ...]
    sentences: tuple[str, ...]
    caption: str
    quotation: str
    byline: str
    writer: str
    source: str
    authors: tuple[str, str]
    guest: str
    sections: dict[str, str]
    tags: dict[str, str]
    about: str
    comment: str


ENGLISH = Language(
    "en", "en_US", "The Lime Court",
    ("A reading room under the stairs", "The potter’s second kiln", "Seeds in paper envelopes", "Mending a globe",
     "The bench by the quince tree", "A shelf for borrowed maps"),
    ("The key hangs behind the clock, where it has always hung.", "On Thursdays the long table is cleared for binding.",
     "Nobody remembers who planted the quince, but everybody has eaten from it.",
     "The catalogue fills nine drawers & smells of beeswax."),
    "The long table on a Thursday", "A garden is a library that has to be watered.",
    "By Orla Fenwick – The Weir Gazette",
    "Orla Fenwick", "The Weir Gazette", ("Tobin Marsh", "Hedda Lorne"), "Ines Calloway",
    {"library": "Library", "gardens": "Gardens", "crafts": "Crafts", "pottery": "Pottery", "newsletter": "Newsletter",
     "cartoons": "Cartoons", "videos": "Videos", "walks": "Walks"},
    {"autumn": "Autumn", "paper": "Paper"}, "About the house", "We bake in that kiln still.",
)  # fmt: skip
PERSIAN = Language(
    "fa", "fa_IR", "خانهٔ نارنج",
    ("تالار خواندن زیر پله‌ها", "کورهٔ دوم سفالگر", "بذرها در پاکت‌های کاغذی", "مرمت یک کره", "نیمکتِ کنار درخت به",
     "قفسه‌ای برای نقشه‌های امانتی"),
    ("کلید پشت ساعت آویزان است؛ همان‌جا که همیشه بوده.", "پنجشنبه‌ها میز بلند را برای صحافی خالی می‌کنند.",
     "کسی یادش نمی‌آید درخت به را که کاشته، اما همه از آن خورده‌اند.", "فهرست کتاب‌ها ۹ کشو دارد و بوی موم می‌دهد."),
    "میز بلند در یک پنجشنبه", "باغ کتابخانه‌ای است که باید آبش داد.", "نوشتهٔ مهتاب زرین – مجلهٔ باغچه",
    "مهتاب زرین", "مجلهٔ باغچه", ("بهرام سروی", "نازنین کبود"), "پونه دشتی",
    {"library": "کتابخانه", "gardens": "باغ‌ها", "crafts": "هنرهای دستی", "pottery": "سفالگری", "newsletter": "خبرنامه",
     "cartoons": "کاریکاتور", "videos": "ویدئو", "walks": "گردش‌ها"},
    {"autumn": "پاییز", "paper": "کاغذ"}, "دربارهٔ خانه", "ما هنوز در همان کوره می‌پزیم.",
)  # fmt: skip
ARABIC = Language(
    "ar", "ar", "دار الليمون",
    ("غرفة قراءة تحت الدرج", "فرن الخزاف الثاني", "بذور في مغلفات ورقية", "ترميم كرة أرضية", "المقعد قرب شجرة السفرجل",
     "رف للخرائط المستعارة"),
    ("المفتاح معلق خلف الساعة حيث كان دائمًا.", "يوم الخميس تخلى الطاولة الطويلة للتجليد.",
     "لا أحد يذكر من غرس شجرة السفرجل، لكن الجميع أكل منها.", "الفهرس في ٩ أدراج وتفوح منه رائحة الشمع."),
    "الطاولة الطويلة يوم خميس", "الحديقة مكتبة تحتاج إلى الماء.", "بقلم سلمى الخطيب – مجلة البستان",
    "سلمى الخطيب", "مجلة البستان", ("كريم الورد", "ليان سماحة"), "ريم القصب",
    {"library": "المكتبة", "gardens": "الحدائق", "crafts": "الحرف", "pottery": "الخزف", "newsletter": "نشرة",
     "cartoons": "كاريكاتير", "videos": "فيديو", "walks": "نزهات"},
    {"autumn": "الخريف", "paper": "الورق"}, "عن الدار", "ما زلنا نخبز في ذلك الفرن.",
)  # fmt: skip
ALBANIAN = Language(
    "sq", "sq", "Shtëpia e Ftoit",
    ("Një dhomë leximi nën shkallë", "Furra e dytë e poçarit", "Fara në zarfe letre", "Ndreqja e një globi",
     "Stoli pranë ftoit", "Një raft për harta të huazuara"),
    ("Çelësi varet pas orës, aty ku ka qenë gjithmonë.", "Të enjteve tryeza e gjatë lirohet për lidhjen e librave.",
     "Askush s’e mban mend kush e mbolli ftoin, por të gjithë kanë ngrënë prej tij.",
     "Katalogu mbush nëntë sirtarë dhe mban erë dylli."),
    "Tryeza e gjatë një të enjte", "Kopshti është një bibliotekë që duhet ujitur.",
    "Nga Drita Velaj – Gazeta e Kopshtit",
    "Drita Velaj", "Gazeta e Kopshtit", ("Gent Lisi", "Mirela Bregu"), "Teuta Kroi",
    {"library": "Biblioteka", "gardens": "Kopshtet", "crafts": "Zejet", "pottery": "Poçeria", "newsletter": "Buletini",
     "cartoons": "Karikatura", "videos": "Video", "walks": "Shëtitje"},
    {"autumn": "Vjeshta", "paper": "Letra"}, "Rreth shtëpisë", "Ne ende pjekim në atë furrë.",
)  # fmt: skip
LANGUAGES = {one.code: one for one in (ENGLISH, PERSIAN, ARABIC, ALBANIAN)}
