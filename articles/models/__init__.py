from articles.models.archive import ArchiveCount, ArchivePlace
from articles.models.article import Article, Correction, Placement
from articles.models.dossier import Dossier, DossierPart
from articles.models.offered_pair import OfferedPair
from articles.models.person import Person
from articles.models.plan import Note, Plan
from articles.models.preview import PreviewLink
from articles.models.revision import Presence, Revision
from articles.models.story import Credit, MediaCredit, Story
from articles.models.taxonomy import Category, StoryTopic, Topic

__all__ = [
    "ArchiveCount",
    "ArchivePlace",
    "Article",
    "Category",
    "Correction",
    "Credit",
    "Dossier",
    "DossierPart",
    "MediaCredit",
    "Note",
    "OfferedPair",
    "Person",
    "Placement",
    "Plan",
    "Presence",
    "PreviewLink",
    "Revision",
    "Story",
    "StoryTopic",
    "Topic",
]
