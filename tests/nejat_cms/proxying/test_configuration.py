"""What is printed for servers in front, by the settings of an installation."""

import re

import pytest
from django.core.management import call_command

from delivery.proxies import standard
from delivery.proxies.chosen import read
from media_gallery import keepers
from media_gallery.keepers import OPEN, Keeper
from nejat_cms.proxying.open_files import open_folders


@pytest.fixture
def printed(settings, capsys):
    """Prints a configuration of a site by https."""
    settings.SITE_URL = "https://example.org"
    settings.ALLOWED_HOSTS = ["example.org", "www.example.org"]
    settings.SECURE_HSTS_SECONDS = 31_536_000

    def configuration(server: str) -> str:
        call_command("proxy_config", server)
        return capsys.readouterr().out

    return configuration


@pytest.mark.parametrize("server", ["nginx", "caddy", "varnish"])
def test_configuration_names_this_installation_and_leaves_no_gap(printed, settings, server):
    text = printed(server)
    assert not re.search(r"@[A-Z_]+@", text)
    assert "example.org" in text
    assert text.endswith("\n")
    assert "\n\n\n" not in text
    if server != "varnish":
        assert str(settings.DATA_DIR) in text


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_every_header_of_the_settings_is_in_it(printed, settings, server):
    settings.SECURE_CSP = {**settings.SECURE_CSP, "img-src": ["'self'", "https://pictures.example.org"]}
    text = printed(server)
    for name, value in standard.headers().items():
        assert name == "Content-Type" or f'{name} "{value}"' in text
    assert "https://pictures.example.org" in text
    assert 'Strict-Transport-Security "max-age=31536000' in text


def test_nginx_sends_http_to_https_and_answers_to_all_names(printed):
    text = printed("nginx")
    assert "return 308 https://example.org$request_uri;" in text
    assert text.count("server_name example.org www.example.org;") == 2
    assert "ssl_certificate /etc/letsencrypt/live/example.org/fullchain.pem;" in text


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_uploads_in_a_bucket_are_not_looked_for_here(printed, settings, server):
    settings.FILES_ARE_LOCAL = True
    assert "/files/(?:images|r)/" in printed(server)
    settings.FILES_ARE_LOCAL = False
    assert "/files/" not in printed(server).replace("static/ and files/", "")


def test_folder_that_somebody_decides_about_is_the_sites(printed, monkeypatch, settings):
    settings.FILES_ARE_LOCAL = True
    monkeypatch.setitem(keepers._KEEPERS, "r", Keeper(lambda name: OPEN, lambda user, name: True))
    assert open_folders() == ["images"]
    assert "/files/(?:images)/" in printed("nginx")


def test_varnish_asks_for_the_secret_where_there_is_one(printed, settings):
    settings.PURGE = None
    assert "X-Purge-Secret" not in printed("varnish")
    settings.PURGE = read("varnish://127.0.0.1:6081", "open-sesame")
    assert '|| req.http.X-Purge-Secret != {"open-sesame"}' in printed("varnish")
    assert "import xkey;" in printed("varnish")
    settings.PURGE = read("varnish://127.0.0.1:6081?by=ban", "")
    text = printed("varnish")
    assert "xkey.purge" not in text
    assert "import xkey" not in text
