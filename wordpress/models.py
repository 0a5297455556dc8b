"""What came from where: the memory by which an import can be run again."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OldSite(models.Model):
    """A site that was moved in. Numbers of items mean something within it only."""

    # Of its home: host and path, without the scheme.
    address = models.CharField(_("address"), max_length=200, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("old site")
        verbose_name_plural = _("old sites")
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address


class ImportRun(models.Model):
    """One run of `import_wordpress`, and what it had to tell."""

    begun_at = models.DateTimeField(_("begun at"), default=timezone.now)
    # None: it is running, or was broken off.
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    sites = models.ManyToManyField(OldSite, related_name="runs", verbose_name=_("old sites"))
    files = models.JSONField(_("files"), default=list)
    edition_code = models.CharField(_("edition"), max_length=12)
    # As `importing.report.Report.as_json` writes it.
    report = models.JSONField(_("report"), default=dict)

    class Meta:
        verbose_name = _("import from WordPress")
        verbose_name_plural = _("imports from WordPress")
        ordering = ["-begun_at", "-pk"]

    def __str__(self) -> str:
        return ", ".join(self.files)


class Origin(models.Model):
    """One thing of an old site, and what it has become here.

    `digest` stands for what the export said of it when it was imported last, `stood` for what stood here after that:
    where neither has changed there is nothing to do, where only the first has it can be updated, and where both have
    somebody must decide.
    """

    site = models.ForeignKey(OldSite, models.CASCADE, related_name="origins")
    # "item", "comment", "term", "author", "menu".
    kind = models.CharField(max_length=8)
    # Its number there; of a term its taxonomy and slug, of an author the name they sign in with.
    key = models.CharField(max_length=250)
    # The model and key of what it has become; empty and None: nothing of its own.
    model = models.CharField(max_length=60, blank=True)
    object_id = models.PositiveBigIntegerField(null=True)
    # Of a file that is no picture: its name in the storage.
    name = models.CharField(max_length=300, blank=True)
    edition_code = models.CharField(max_length=12, blank=True)
    digest = models.CharField(max_length=32, blank=True)
    stood = models.CharField(max_length=32, blank=True)
    # Addresses in its text that lead to the old site, and pictures that were not here: looked at again by later runs.
    links = models.JSONField(default=list)
    missing = models.JSONField(default=list)
    # Whether `links` has any.
    has_links = models.BooleanField(default=False)
    # The run that met it last, so that a second one of the same number in an export is told from the first.
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("origin")
        verbose_name_plural = _("origins")
        constraints = [models.UniqueConstraint(fields=["site", "kind", "key"], name="wordpress_origin_once")]
        indexes = [
            models.Index(fields=["model", "object_id"], name="wordpress_origin_of"),
            models.Index(fields=["site", "id"], name="wordpress_origin_links", condition=Q(has_links=True)),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.kind} {self.key}"
