"""Albanian typed on a keyboard without ë and ç.

Only words that are none as they stand are told: `te`, `qe`, `ne` are words with and without their dots, so they are
told in a block of some length that has not a single ë.
"""

import re
from collections.abc import Iterator

from editions.lint.finding import Facts, Finding, Severity
from editions.lint.run import Run

# As they should be; what is typed is the same without dots and cedilla. Nouns in -ë are left out, since their form
# in -e is right too (shkollë, prej shkolle), and so is whatever makes another word (parë, gjëra, nën).
_WORDS = """
është janë kanë një për çfarë çdo çka çdokush çdonjëri çdonjëra asnjë gjithnjë kështu këtu këtë këto kësaj këtij
këtyre këta këtej shumë gjithë gjithçka diçka gjë asgjë nëse ndërsa atëherë vetëm bërë bëhet bëhen bëjnë bëri
bënte bënin bëjmë përpara përveç përse përmes përherë përsa menjëherë megjithatë megjithëse ndonëse ndonjë
ndonjëherë njëra njëzet njëqind katër pesë gjashtë shtatë tetë nëntë dhjetë dhjetëra mijëra trembëdhjetë
njëmbëdhjetë dymbëdhjetë pesëmbëdhjetë pranë jashtë sipër poshtë atë siç shtëpi shtëpia shtëpinë shtëpisë
shtëpitë fëmijë fëmija fëmijët fëmijëve fëmijëri fëmijëria vëlla vëllai vëllezër motër njerëz njerëzit njerëzve
njerëzore ditën ditët natën jetën jetës pjesën punën kohën botën tokën dorën fjalën fjalët letër gjuhën shkollën
rrugën këngën dhomën zëri zërin mëngjes mëngjesi mëngjesin mbrëmje mbrëmja mësues mësuesi mësuese mësuesja mësim
mësimi mëson mësoi mësuar mësojnë libër vjetër mirë këmbët rëndësi rëndësia rëndësishme rëndësishëm mënyrë
mënyra mënyrën nevojë shëndet shëndeti përgjigje përgjigja çmim çmimi çmimet çmimin çift çifti çelës çelësi
çelësin çantë çanta çantën çati çatia çaj çaji çajin çështje çështja çështjen çështjet çudi çuditshme çuditshëm
çdoherë kërkon kërkoi kërkuar kërkojnë kërkesë gëzim gëzimi gëzuar dëgjon dëgjoi dëgjuar dëgjojnë dëshirë
dëshiron thënë dhënë tërë ngrënë qenë ëndërr ëndrra ëmbël ëmbla emër emërtim shqipëri shqipëria shqipërisë
shqipërinë kosovën tiranën europën zemër dimër gjithmonë përgjithmonë afër tepër lëvizje lëvizin shkëmb gjysmën
krejtësisht shtëpie rrënjët pëlqen pëlqeu mbështet mbështetje gurët mjeshtër kuzhinën bibliotekën muzikën lëngu
trëndafil çelur përtej përreth përballë përgjatë përafërsisht ndërkohë ndërkaq
""".split()
# Words that start so, whatever follows; what is typed has no dots in this part.
_STEMS = """
përdor përfund përgjig përgjith përkth përmb përmend përpar përpjek përsërit përshkr përshënd përzgjedh përjet
përkat përkras përball përbash përfaq përfit përgat ndërto ndërtim ndërtes ndërkomb ndërmarr ndërpre kërko
mëngjes mësues shtëpi fëmij vëllez njerëz rëndësi çmim çuditsh dëshir shqipëri gëzue kënaq këmbëngul mbështet
shpërnda çliri
""".split()
# Right both ways; told only in a block that has no ë at all.
_DOUBTFUL = {"te": "të", "qe": "që", "ne": "në", "se": "së"}
# So many letters without one ë do not happen in Albanian by chance (it is the commonest letter but one).
_ENOUGH = 80

_FOLD = str.maketrans("ëç", "ec")
_TYPED = {word.translate(_FOLD): word for word in _WORDS}
_TYPED_STEMS = {stem.translate(_FOLD): stem for stem in _STEMS}
_STEM_LENGTHS = sorted({len(stem) for stem in _TYPED_STEMS}, reverse=True)
_WORD = re.compile(r"[^\W\d_]+")


def missing_diacritics(run: Run, facts: Facts) -> Iterator[Finding]:
    """`eshte` for `është`, `cfare` for `çfarë`."""
    if facts.base != "sq":
        return
    text = run.free
    lower = text.casefold()
    # Letters alone; a word or two without ë is nothing.
    is_bare = "ë" not in lower and sum(map(str.isalpha, text)) >= _ENOUGH
    for match in _WORD.finditer(text):
        typed = match[0].casefold()
        # [sic]
        if text[match.start() - 1 : match.start()] == "[":
            continue
        told = _TYPED.get(typed) or _by_stem(typed)
        if told:
            yield Finding("diacritics", match.start(), match.end(), "diacritics", _cased(match[0], told))
        elif is_bare and typed in _DOUBTFUL:
            told = _cased(match[0], _DOUBTFUL[typed])
            yield Finding("diacritics", match.start(), match.end(), "diacritics-bare", told, Severity.ADVICE)


def _by_stem(typed: str) -> str:
    for length in _STEM_LENGTHS:
        if len(typed) >= length and (stem := _TYPED_STEMS.get(typed[:length])):
            return stem + typed[length:]
    return ""


def _cased(typed: str, told: str) -> str:
    """`told` in capitals as `typed` has them."""
    if typed.isupper() and len(typed) > 1:
        return told.upper()
    return told[0].upper() + told[1:] if typed[0].isupper() else told
