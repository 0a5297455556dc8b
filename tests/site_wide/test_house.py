"""The house as docs/architecture.md draws it is the house that the import check enforces."""

import re
import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def drawn_layers() -> list[set[str]]:
    """The rooms on each floor of the diagram, from the top: the first word of each box."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    diagram = re.search(r"<!-- layers -->\n```\n(.*?)```", text, re.S)[1]
    floors = re.split(r"^[┌├└].*$", diagram, flags=re.M)
    return [
        {box.split()[0] for box in floor.strip().splitlines()[0].strip("│").split("│")}
        for floor in floors
        if floor.strip()
    ]


def enforced_layers() -> list[set[str]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    (house,) = (contract for contract in contracts if contract["id"] == "house")
    assert "ignore_imports" not in house
    return [set(re.split(r"\s*\|\s*", layer)) for layer in house["layers"]]


def own_apps() -> set[str]:
    folders = (Path(config.path) for config in apps.get_app_configs())
    return {folder.name for folder in folders if folder.parent == ROOT}


def test_diagram_shows_the_layers_that_are_enforced():
    assert drawn_layers() == enforced_layers()


def test_every_app_has_its_floor():
    assert {room for floor in enforced_layers() for room in floor} == own_apps()


def test_every_room_is_linted_typed_and_covered():
    with (ROOT / "pyproject.toml").open("rb") as file:
        tools = tomllib.load(file)["tool"]
    for rooms in (
        tools["importlinter"]["root_packages"],
        tools["mypy"]["packages"],
        tools["coverage"]["run"]["source"],
    ):
        assert set(rooms) == own_apps()


def test_decisions_are_numbered_and_say_their_four_parts():
    pages = sorted((ROOT / "docs" / "adr").glob("*.md"))
    for number, page in enumerate(pages, start=1):
        text = page.read_text(encoding="utf-8")
        assert page.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        for part in ("Status:", "## Context", "## Decision", "## Consequences"):
            assert part in text, page.name


def test_links_between_documents_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    lost = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert not lost
