"""Counts anew how far translations lag."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.db.models import Q

from articles.lineage.counting import lock_story, repair
from articles.models import Article

STEP = 500


class Command(BaseCommand):
    """For an installation whose counters were written by something else than the desk. It may run at any time."""

    help = "Count anew how far every translation lags behind its source, with progress."

    def handle(self, *args: Any, **options: Any) -> None:
        behind = Q(n_changed__gt=0) | Q(n_removed__gt=0) | Q(n_missing__gt=0) | Q(stale_since__isnull=False)
        keys = list(Article.objects.filter(Q(source__isnull=False) | behind).order_by("pk").values_list("pk", "story"))
        wrong = 0
        for number, (key, story) in enumerate(keys, 1):
            with transaction.atomic():
                lock_story(story)
                article = Article.objects.select_related("source").filter(pk=key).first()
                wrong += bool(article and repair(article))
            if number % STEP == 0:
                self.stdout.write(f"{number}/{len(keys)}")
        self.stdout.write(f"{wrong} of {len(keys)} put right.")
