import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from editions.models import Edition
from wordpress.files.folder import NoFolderError
from wordpress.files.parts import DiskError
from wordpress.importing.destinations import MappingError, guess
from wordpress.importing.lines import lines_of
from wordpress.importing.options import Options
from wordpress.importing.progress import Step
from wordpress.importing.running import Run
from wordpress.wxr.opening import NotAnExportError

# A bar of so many signs, drawn anew so often a second at most.
WIDTH, PACE = 24, 0.1


class Command(BaseCommand):
    help = (
        "Moves a WordPress site in: posts, pages, files, comments, people, and the addresses of all. May be run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="exports (WXR), gzipped ones too")
        parser.add_argument("--edition", required=True, metavar="CODE", help="of what names no language itself")
        parser.add_argument("--files", dest="folder", type=Path, metavar="DIR", help="the old site's folder of uploads")
        parser.add_argument("--no-download", action="store_true", help="fetch nothing from the old site")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the report as JSON")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="where what goes (TOML or JSON)")
        parser.add_argument(
            "--private-host",
            action="append",
            default=[],
            metavar="HOST",
            help="fetch files from this host of the house",
        )
        parser.add_argument(
            "--processes",
            type=int,
            metavar="N",
            help="convert texts in so many processes beside the one that writes (one a core, at most four); 0: in none",
        )

    def handle(self, *, files: list[Path], **options: Any) -> None:
        self._drawn, self._step = 0.0, ""
        chosen = self.chosen(files, options)
        run = Run(chosen, self.progress)
        try:
            report = run.start()
        except (NotAnExportError, MappingError, NoFolderError, DiskError) as error:
            self.end_line()
            raise CommandError(str(error)) from None
        self.end_line()
        if path := options["report"]:
            path.write_text(json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if path and chosen.mapping is None:
            beside = path.with_suffix(".mapping.toml")
            if not beside.exists():
                beside.write_text(guess(run.overviews), encoding="utf-8")
                self.stdout.write(_("A first guess of where what goes is in %(path)s.") % {"path": beside})
        for line in lines_of(report):
            self.stdout.write(line)

    def chosen(self, files: list[Path], options: dict[str, Any]) -> Options:
        if not Edition.objects.filter(code=options["edition"]).exists():
            known = ", ".join(Edition.objects.values_list("code", flat=True))
            raise CommandError(
                f"There is no edition “{options['edition']}”. "
                + (f"There are: {known}." if known else "Add one first: manage.py add_edition CODE.")
            )
        if (folder := options["folder"]) and not folder.is_dir():
            raise CommandError(f"{folder} is no folder; files are taken from the old site’s folder of uploads.")
        if (path := options["report"]) and not path.absolute().parent.is_dir():
            raise CommandError(f"{path.absolute().parent} is no folder; the report cannot be written.")
        return Options(
            files=tuple(files),
            edition=options["edition"],
            folder=options["folder"],
            download=not options["no_download"],
            dry_run=options["dry_run"],
            mapping=options["mapping"],
            private_hosts=tuple(options["private_host"]),
            processes=options["processes"],
        )

    def progress(self, step: Step) -> None:
        """A bar on a terminal; elsewhere a line now and then."""
        now, is_new = time.monotonic(), step.name != self._step
        is_done = step.of is not None and step.done >= step.of
        if not is_new and not is_done and now - self._drawn < (PACE if self.stdout.isatty() else 10):
            return
        if is_new and self._step:
            self.end_line()
        self._drawn, self._step = now, step.name
        if self.stdout.isatty():
            self.stdout.write(f"\r\x1b[K{bar(step)}", ending="")
            self.stdout.flush()
        else:
            self.stdout.write(bar(step))

    def end_line(self) -> None:
        if self._step and self.stdout.isatty():
            self.stdout.write("")
        self._step = ""


def bar(step: Step) -> str:
    """`Taking over  [########--------]  50%  1,000 of 2,000  612/s  0:02 left`."""
    name = f"{_(step.name):<18}"
    if step.unit == "bytes":
        return f"{name} {step.done / 1_048_576:,.1f} MB"
    if not step.of:
        return f"{name} {step.done:,}"
    part = min(step.done / step.of, 1)
    filled = "#" * round(WIDTH * part)
    left = step.seconds_left
    rest = f"  {_('%(time)s left') % {'time': clock(left)}}" if left and part < 1 else ""
    return f"{name} [{filled:-<{WIDTH}}] {part:>4.0%}  {step.done:,}/{step.of:,}  {step.rate:,.0f}/s{rest}"


def clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
