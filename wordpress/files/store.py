"""Taking the old site's files over: fetched and judged side by side, kept one after the other."""

from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from media_gallery.models import Image
from wordpress.files.addresses import key_of
from wordpress.files.attachments import Attachment
from wordpress.files.finding import Finder, Found, NotFound
from wordpress.files.folder import Folder
from wordpress.files.hosts import Limits
from wordpress.files.journal import Journal
from wordpress.files.judging import Judged, judge
from wordpress.files.keeping import keep_document, keep_picture, keep_words
from wordpress.files.outcomes import Fate, Outcome, Progress
from wordpress.files.web import Web


class Store:
    """Takes files from a folder, from the web, or from nowhere.

    Args:
        folder: the old site's folder of uploads, or one that has it within; None: there is none.
        download: whether what is not in the folder is fetched from its address.
        private_hosts: hosts that may be asked though they are of no public network, as somebody said who may: those of
            an old site in the house. An export's own word does not count.
        by: who is named as having uploaded the pictures.
        workers: how many files are fetched side by side.
        spool: where files lie until they are kept; what a broken run left there is used by the next.
        limits: how patient and polite fetching is.

    Raises:
        NoFolderError: `folder` is none.
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        download: bool = True,
        private_hosts: Iterable[str] = (),
        by: Any = None,
        workers: int = 6,
        spool: Path | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.folder = Folder(folder) if folder else None
        self.download = download
        self.by = by
        self.workers = workers
        self.spool = spool or Path(settings.DATA_DIR) / "wordpress" / "files"
        self._private_hosts = tuple(private_hosts)
        self._limits = limits
        self._journal = Journal(self.spool.with_name("keeping"))
        self._known: set[str] = set()
        # What became of each address, so that attachments of several languages ask for their one file once.
        self._done: dict[str, Outcome] = {}

    def take(
        self,
        attachments: Iterable[Attachment],
        *,
        total: int | None = None,
        tell: Callable[[Progress], None] | None = None,
    ) -> Iterator[Outcome]:
        """What became of each attachment, in the order in which they are done; every one gets its outcome.

        Kept in the caller's thread, each in a transaction of its own. `tell` hears after each. Left unfinished it
        leaves nothing by half; begun again it goes on with what had come.

        Args:
            total: how many there are, where `attachments` cannot say.

        Raises:
            DiskError: there is no room for what comes.
        """
        progress = Progress(len(attachments) if isinstance(attachments, Sized) else total)
        for outcome in self._outcomes(attachments):
            progress.done += 1
            progress.bytes += outcome.size if outcome.fate is Fate.TAKEN else 0
            if tell:
                tell(progress)
            yield outcome

    def _outcomes(self, attachments: Iterable[Attachment]) -> Iterator[Outcome]:
        if self.folder is None and not self.download:
            reason = _("Files were not asked for.")
            yield from (Outcome(attachment, Fate.LEFT, reason=reason) for attachment in attachments)
            return
        self._journal.clear()
        self._known = set(Image.objects.values_list("digest", flat=True).iterator())
        web = Web(self.spool, private_hosts=self._private_hosts, limits=self._limits) if self.download else None
        pool = ThreadPoolExecutor(self.workers, thread_name_prefix="files")
        try:
            yield from self._side_by_side(attachments, pool, Finder(self.folder, web, self._known))
        finally:
            if web:
                web.close()
            pool.shutdown(wait=True, cancel_futures=True)

    def _side_by_side(
        self, attachments: Iterable[Attachment], pool: ThreadPoolExecutor, finder: Finder
    ) -> Iterator[Outcome]:
        """A window of files is under way, so that what waits to be kept stays small."""
        under_way: dict[Future[Found | NotFound], list[Attachment]] = {}
        by_key: dict[str, list[Attachment]] = {}
        for attachment in attachments:
            key = self._key(attachment)
            if key in self._done:
                yield self._again(attachment, self._done[key])
            elif key in by_key:
                # Its file is on its way for another.
                by_key[key].append(attachment)
            else:
                future = pool.submit(finder.find, attachment)
                under_way[future] = by_key[key] = [attachment]
            if len(under_way) >= self.workers * 2:
                yield from self._keep_done(under_way, by_key)
        while under_way:
            yield from self._keep_done(under_way, by_key)

    def _keep_done(
        self, under_way: dict[Future[Found | NotFound], list[Attachment]], by_key: dict[str, list[Attachment]]
    ) -> Iterator[Outcome]:
        done, _rest = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            first, *others = under_way.pop(future)
            key = self._key(first)
            del by_key[key]
            outcome = self._keep(first, future.result())
            self._done[key] = replace(outcome, attachment=_NOBODY, image=None)
            yield outcome
            yield from (self._again(other, self._done[key]) for other in others)

    def _again(self, attachment: Attachment, before: Outcome) -> Outcome:
        """What became of an attachment whose file another one had."""
        image = Image.objects.filter(digest=before.digest).first() if before.is_here and not before.document else None
        if image:
            keep_words(image, attachment)
        fate = Fate.KNOWN if before.is_here else before.fate
        return replace(before, attachment=attachment, image=image, fate=fate)

    def _key(self, attachment: Attachment) -> str:
        """What attachments of one file have in common."""
        return key_of(attachment.address) or f"#{attachment.number} {attachment.path}"

    def _keep(self, attachment: Attachment, found: Found | NotFound) -> Outcome:
        if isinstance(found, NotFound):
            return Outcome(attachment, found.fate, reason=found.reason)
        judged, image, document = found.judged, None, ""
        try:
            if judged.kind.is_picture:
                image, is_new = self._keep_picture(attachment, judged)
                self._known.add(judged.digest)
            else:
                document, is_new = keep_document(judged, attachment.name, is_ours=found.is_ours)
        finally:
            if found.is_ours:
                judged.path.unlink(missing_ok=True)
        return Outcome(
            attachment,
            Fate.TAKEN if is_new else Fate.KNOWN,
            image=image,
            document=document,
            kind=judged.kind.name,
            source=found.source,
            size=judged.size,
            digest=judged.digest,
            reason=" ".join(
                filter(
                    None,
                    (_("The original is missing; the largest copy was taken.") if found.is_copy else "", judged.remark),
                )
            ),
        )

    def _keep_picture(self, attachment: Attachment, judged: Judged) -> tuple[Image, bool]:
        with self._journal.keeping(judged.digest):
            try:
                return keep_picture(judged, attachment, by=self.by)
            except LookupError:
                # Somebody has deleted it since its digest was read.
                return keep_picture(judge(judged.path, attachment.name, ()), attachment, by=self.by)


_NOBODY = Attachment(0, "")
