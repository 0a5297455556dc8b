"""Categories as a tree, and tags as topics."""

from collections.abc import Iterable

from django.conf import settings

from articles.models import Category, Topic
from editions.columns import column, columns
from editions.scripts.slugs import slugify
from search.services import refresh
from wordpress.importing.destinations import Mapping
from wordpress.importing.origins import TERM, Origins
from wordpress.importing.overview import Overview
from wordpress.importing.told import Told, told_of
from wordpress.importing.words import plain
from wordpress.joining.groups import TermGroup, editions_of_terms, term_groups
from wordpress.wxr.items import Item, Term, TermRef

CATEGORY_NAME, TOPIC_NAME = 120, 100
# What WordPress files a post under when nobody has.
UNFILED = "uncategorized"
PRIMARY = ("_yoast_wpseo_primary_category", "rank_math_primary_category", "_primary_term_category")


def key_of(taxonomy: str, slug: str) -> str:
    return f"{taxonomy}:{slug}"[:250]


_NOTHING = Told()


class _Named:
    """Categories or topics: found by their old slugs, else by their addresses in an edition, else made."""

    def __init__(self, model: type[Category] | type[Topic], taxonomy: str, longest: int, origins: Origins) -> None:
        self.model, self.taxonomy, self.longest, self.origins = model, taxonomy, longest, origins
        self.rows: dict[int, Category | Topic] = {}
        self.by_slug: dict[str, int] = {}
        self.by_address: dict[tuple[str, str], int] = {}
        self.changed: set[int] = set()
        only = ["pk", *columns("name"), *columns("slug")] + (["parent"] if model is Category else [])
        for row in model._default_manager.only(*only):
            self._keep(row)

    def _keep(self, row: Category | Topic) -> None:
        self.rows[row.pk] = row
        for name in columns("slug"):
            if slug := getattr(row, name):
                self.by_address.setdefault((name, slug), row.pk)

    def remember(self, slugs: Iterable[str]) -> None:
        """Learn which of these were imported before."""
        found = self.origins.find(TERM, [key_of(self.taxonomy, slug) for slug in slugs])
        for slug in slugs:
            origin = found.get(key_of(self.taxonomy, slug))
            if origin and origin.object_id in self.rows:
                self.by_slug[slug] = origin.object_id

    def ensure(
        self,
        slug: str,
        name: str,
        edition: str,
        *,
        known: int | None = None,
        description: str = "",
        told: Told = _NOTHING,
    ) -> int:
        """The key of what a term is here, with a name in the edition; `known` is what it is one with."""
        pk = self.by_slug.get(slug, known)
        if slug in self.by_slug and getattr(self.rows[self.by_slug[slug]], column("name", edition)):
            return self.by_slug[slug]
        address = slugify(told.text("slug", 80)) or slugify(slug) or slugify(name)
        if pk is None:
            pk = self.by_address.get((column("slug", edition), address))
        row = self.rows[pk] if pk is not None else self._new(told)
        if not getattr(row, column("name", edition)):
            words = told.text("description", 20_000) or plain(description, longest=2000)
            self._name(row, edition, plain(name, longest=self.longest) or address, address, words)
        if self.by_slug.get(slug) != row.pk:
            self.by_slug[slug] = row.pk
            origin = self.origins.new(TERM, key_of(self.taxonomy, slug), row, edition_code=edition)
            stale = self.origins.find(TERM, [origin.key]).get(origin.key)
            if stale is not None:
                stale.object_id = row.pk
                self.origins.write(changed=[stale])
            else:
                self.origins.write([origin])
        return row.pk

    def _new(self, told: Told) -> Category | Topic:
        if issubclass(self.model, Category):
            return Category(position=told.whole("position", 32_000))
        return Topic()

    def _name(self, row: Category | Topic, edition: str, name: str, address: str, description: str) -> None:
        at, number = address, 1
        while (column("slug", edition), at) in self.by_address:
            number += 1
            at = f"{address[:70]}-{number}"
        setattr(row, column("name", edition), name)
        setattr(row, column("slug", edition), at or None)
        if description and isinstance(row, Category):
            setattr(row, column("description", edition), description)
        row.save()
        self._keep(row)
        self.changed.add(row.pk)


class Sections:
    """Categories and topics of an old site; within the caller's transaction."""

    def __init__(self, origins: Origins, mapping: Mapping) -> None:
        self._mapping = mapping
        self.categories = _Named(Category, "category", CATEGORY_NAME, origins)
        self.topics = _Named(Topic, "post_tag", TOPIC_NAME, origins)
        self._terms: dict[tuple[str, str], Term] = {}
        self._parents: dict[str, str] = {}
        self._editions: dict[tuple[str, str], str] = {}
        self._one_with: dict[tuple[str, str], list[tuple[str, Term]]] = {}

    def know(self, overview: Overview, edition: str) -> None:
        """Learn the terms of an export, and make its tree of categories."""
        languages = overview.languages
        self._terms.update(overview.terms)
        if languages is not None:
            self._editions.update(editions_of_terms(overview.terms.values(), languages))
            for group in term_groups(overview.terms.values(), languages):
                self._join(group)
        for key, term in overview.terms.items():
            if (code := told_of(term).text("edition", 12)) in settings.MODELTRANSLATION_LANGUAGES:
                self._editions[key] = code
        slugs = {kind: [term.slug for term in overview.terms_in(kind)] for kind in ("category", "post_tag")}
        self.categories.remember(slugs["category"])
        self.topics.remember(slugs["post_tag"])
        parents = {term.slug: told_of(term).text("under", 200) or term.parent for term in overview.terms_in("category")}
        self._parents.update(parents)
        for slug in slugs["category"]:
            is_ours = told_of(self._terms["category", slug]).text("place") == "category"
            if overview.categories[slug] or is_ours or any(parent == slug for parent in self._parents.values()):
                self.category(slug, self._editions.get(("category", slug), edition))

    def edition_of(self, taxonomy: str, slug: str, default: str) -> str:
        """The edition of a term; `default` of one that names no language."""
        return self._editions.get((taxonomy, slug), default)

    def _join(self, group: TermGroup) -> None:
        for _edition, term in group.members:
            self._one_with[group.taxonomy, term.slug] = list(group.members)

    def category(self, slug: str, edition: str, *, name: str = "") -> int | None:
        """The key of a category, with those above it; None of what was filed nowhere, or goes to another place."""
        if slug == UNFILED or slug in self._mapping.categories:
            return None
        if here := self._mapping.filed.get(slug):
            return self._filed(here, edition)
        is_new = slug not in self.categories.by_slug
        pk = self._ensure(self.categories, slug, edition, name)
        if is_new:
            self._put_under(pk, slug, edition)
        return pk

    def _filed(self, slug: str, edition: str) -> int | None:
        for name in (column("slug", edition), *columns("slug")):
            if (name, slug) in self.categories.by_address:
                return self.categories.by_address[name, slug]
        return None

    def _ensure(self, shelf: _Named, slug: str, edition: str, name: str) -> int:
        term = self._terms.get((shelf.taxonomy, slug))
        members = self._one_with.get((shelf.taxonomy, slug), [])
        known = next((shelf.by_slug[other.slug] for _code, other in members if other.slug in shelf.by_slug), None)
        own = self._editions.get((shelf.taxonomy, slug), edition)
        words, description = (term.name if term and term.name else name or slug), (term.description if term else "")
        pk = shelf.ensure(
            slug, words, own, known=known, description=description, told=told_of(term) if term else _NOTHING
        )
        if own != edition:
            shelf.ensure(slug, words, edition)
        for code, other in members:
            if other.slug != slug and other.slug not in shelf.by_slug:
                shelf.ensure(
                    other.slug,
                    other.name or other.slug,
                    code,
                    known=pk,
                    description=other.description,
                    told=told_of(other),
                )
        return pk

    def _put_under(self, pk: int, slug: str, edition: str) -> None:
        parent = self._parents.get(slug, "")
        row = self.categories.rows[pk]
        if not parent or parent == slug or not isinstance(row, Category) or row.parent_id:
            return
        above = self.category(parent, self._editions.get(("category", parent), edition))
        chain, at = set(), above
        while at is not None and at not in chain:
            chain.add(at)
            its = self.categories.rows[at]
            at = its.parent_id if isinstance(its, Category) else None
        if above is not None and pk not in chain:
            row.parent_id = above
            Category.objects.filter(pk=pk).update(parent=above)

    def of_item(self, item: Item, edition: str) -> tuple[int | None, list[int], list[str]]:
        """The category of an item, its topics, and the names of further categories, which are topics unless the mapping
        says otherwise.

        We file a story under one category: the one that a plugin calls the first, else the deepest that comes first.
        """
        refs = [ref for ref in item.terms_of("category") if ref.slug]
        chosen = self._chosen(item, refs)
        category = self.category(chosen.slug, edition, name=chosen.name) if chosen else None
        topics = [
            self._ensure(self.topics, ref.slug or ref.name, edition, ref.name) for ref in item.terms_of("post_tag")
        ]
        above = self._above(chosen.slug) if chosen else set()
        others = [
            ref
            for ref in refs
            if ref != chosen
            and ref.slug != UNFILED
            and ref.slug not in above
            and ref.slug not in self._mapping.categories
        ]
        topics += [
            self._ensure(self.topics, slug, edition, ref.name if slug == ref.slug else slug)
            for ref in others
            if (slug := self._mapping.further_topic(ref.slug))
        ]
        return category, list(dict.fromkeys(topics)), [ref.name or ref.slug for ref in others]

    def _chosen(self, item: Item, refs: list[TermRef]) -> TermRef | None:
        refs = [ref for ref in refs if ref.slug != UNFILED and ref.slug not in self._mapping.categories]
        if len(refs) > 1:
            first = next((value for key in PRIMARY if (value := item.meta_of(key))), "")
            for ref in refs:
                term = self._terms.get(("category", ref.slug))
                if term and first and str(term.number) == first:
                    return ref
            return max(refs, key=lambda ref: (len(self._above(ref.slug)), -refs.index(ref)))
        return refs[0] if refs else None

    def _above(self, slug: str) -> set[str]:
        found: set[str] = set()
        while (slug := self._parents.get(slug, "")) and slug not in found:
            found.add(slug)
        return found

    def let_find(self) -> None:
        """Let search find the topics that came since this was called last."""
        refresh("topic", self.topics.changed)
        self.topics.changed.clear()
        self.categories.changed.clear()
