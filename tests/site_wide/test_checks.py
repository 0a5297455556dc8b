"""What `make check` refuses in styles, templates and files."""

import importlib.util
from pathlib import Path

import pytest
from django.conf import settings


def tool(name: str):
    spec = importlib.util.spec_from_file_location(name, Path(settings.BASE_DIR) / "tools" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def faults_of(tmp_path):
    """The faults that a style sheet of this text has, as lines and messages."""

    def check(text: str, name: str = "card.css") -> list[tuple[int, str]]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return list(tool("check_css").of_sheet(path))

    return check


@pytest.mark.parametrize(
    "text",
    [
        "a { margin-left: 1px }",
        "a{color:var(--ink);right:0}",
        "a { border-top-left-radius: 2px }",
        "a { width: 10px }",
        "a { text-align: left }",
        "a { float: right }",
        "a { margin: 1px 2px 3px 4px }",
        "a { padding: 0 calc(1px + (2px * 2)) 0 0 }",
        "a { border-color: var(--a) var(--b) var(--a) var(--c) }",
        "a { color: #fff }",
        "a { border: 1px solid rgb(0 0 0 / 10%) }",
        "a { background: white }",
        "a { color: var(--ink) !important }",
        "@media (min-width: 40em) { a { left: 0 } }",
    ],
)
def test_style_that_is_not_for_both_directions_or_not_from_tokens_is_refused(faults_of, text):
    assert len(faults_of(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a { margin-inline-start: 1px; inset-inline: 0; inline-size: 10px; text-align: start }",
        "a { margin: 1px 2px 3px; padding: min(1px, 2px) 0 }",
        "a { color: var(--ink); border: 1px solid currentcolor; background: transparent }",
        "/* left: 0; color: red */ a { white-space: nowrap }",
        "a { background: url(data:image/svg+xml;utf8,<svg fill='#fff'/>) }",
        "@media print { a { color: var(--ink) !important } }",
        "@media (min-width: 40em) and (max-height: 20em) { a { inset-block-start: 0 } }",
        "a:hover > b::before { content: 'left: red' }",
    ],
)
def test_style_for_both_directions_passes(faults_of, text):
    assert faults_of(text) == []


def test_colours_stand_in_the_names_of_tokens(faults_of):
    assert faults_of(":root { --ink: #111; --veil: rgb(0 0 0 / 40%) }", "tokens.css") == []
    assert faults_of(":root { color: #111 }", "tokens.css")


def test_fault_names_its_line(faults_of):
    assert [line for line, _fault in faults_of("a {\n  color: var(--ink);\n\n  left: 0;\n}\n")] == [4]


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">a</p>',
        "<style>a { }</style>",
        "<script>alert(1)</script>",
        '<script type="module">go()</script>',
        '<button type="button" onclick="go()">a</button>',
        '<a href="javascript:go()">a</a>',
        '<script src="https://example.org/a.js"></script>',
        '<img src="//example.org/a.png" alt="">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
    ],
)
def test_template_with_styles_scripts_or_other_hosts_in_it_is_refused(tmp_path, monkeypatch, markup):
    assert template_faults(tmp_path, monkeypatch, markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="module" src="{% static "js/share.js" %}"></script>',
        '<script type="application/ld+json">{{ data|json_ld }}</script>',
        '<a href="https://example.org/" data-style="wide">a</a>',
        '{# <p style="a"> #}<!-- <script> -->',
        '<link rel="stylesheet" href="{% static "css/site.css" %}">',
    ],
)
def test_template_that_asks_only_for_files_of_ours_passes(tmp_path, monkeypatch, markup):
    assert template_faults(tmp_path, monkeypatch, markup) == []


def template_faults(folder: Path, monkeypatch, markup: str) -> list[str]:
    check = tool("check_css")
    monkeypatch.setattr(check, "ROOT", folder)
    (folder / "templates").mkdir()
    (folder / "templates" / "page.html").write_text(markup, encoding="utf-8")
    return list(check.templates())


def test_private_key_and_large_file_are_refused(tmp_path):
    check = tool("check_files")
    key, large, plain = tmp_path / "key", tmp_path / "large", tmp_path / "plain"
    key.write_text("-----BEGIN " + "EC PRIVATE KEY-----\n")
    large.write_bytes(b"x" * (check.MOST_BYTES + 1))
    plain.write_text("-----BEGIN CERTIFICATE-----\n")
    assert check.faults(key)
    assert check.faults(large)
    assert check.faults(plain) == []
