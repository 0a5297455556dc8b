"""Runs of imports on small exports."""

from pathlib import Path

from tests.wordpress.exports import export
from wordpress.importing.options import Options
from wordpress.importing.report import Report
from wordpress.importing.running import Run


def run(tmp_path: Path, *parts: str, edition: str = "en", name: str = "export.xml", **told) -> Report:
    """Import an export of these parts, without files; `folder` and other options as of `Options`."""
    path = tmp_path / name
    path.write_text(export(*parts, home=told.pop("home", "https://old.example.org")), encoding="utf-8")
    return Run(Options(files=(path,), edition=edition, download=False, **told)).start()


def counts(report: Report) -> dict[str, tuple[int, int, int]]:
    """(in, out, skipped) by type."""
    return {kind: (one["in"], one["out"], one["skipped"]) for kind, one in report.as_json()["items"].items()}


def reasons(report: Report) -> list[str]:
    return [one["reason"] for one in report.as_json()["skipped"]]
