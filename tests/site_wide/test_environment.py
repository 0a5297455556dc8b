"""The settings of an installation: what is wrong stops the start with one clear line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.mail import mailers

from nejat_cms import environment
from nejat_cms.environment import WrongSetting

NAMES = (
    "DATABASE_URL",
    "CACHE_URL",
    "STORAGE_URL",
    "EMAIL_URL",
    "MAIL_FROM",
    "MAIL_RETURN_PATH",
    "MAIL_WEBHOOK_SECRET",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "SITE_URL",
    "PORT",
)


@pytest.fixture
def setting(monkeypatch):
    """Sets one variable of an environment that has no other."""
    for name in (*NAMES, "WEB_WORKERS", "PEERTUBE_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch.setenv


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("PORT", "eight", environment.site_url),
        ("PORT", "0", environment.site_url),
        ("PORT", "٨٠٠٠", environment.site_url),
        ("SITE_URL", "example.org", environment.site_url),
        ("SITE_URL", "https://example.org/path", environment.site_url),
        ("SITE_URL", "https://[::1", environment.site_url),
        ("ALLOWED_HOSTS", "https://example.org", lambda: environment.allowed_hosts("")),
        ("DATABASE_URL", "mysql://host/name", lambda: environment.database(Path("/nowhere"))),
        ("DATABASE_URL", "postgresql://host/", lambda: environment.database(Path("/nowhere"))),
        ("DATABASE_URL", "postgresql://host:port/name", lambda: environment.database(Path("/nowhere"))),
        ("DATABASE_URL", "sqlite://", lambda: environment.database(Path("/nowhere"))),
        ("CACHE_URL", "memcached://host", environment.cache),
        ("STORAGE_URL", "ftp://host", lambda: environment.storage(Path("/nowhere"))),
        ("MAIL_FROM", "the desk", lambda: environment.mail_from("https://example.org")),
        ("EMAIL_URL", "mail.example.org", lambda: environment.mail(Path("/nowhere"))),
        ("EMAIL_URL", "smtp://host:port", lambda: environment.mail(Path("/nowhere"))),
        ("EMAIL_URL", "mailgun://key", lambda: environment.mail(Path("/nowhere"))),
        ("EMAIL_URL", "mailjet://key", lambda: environment.mail(Path("/nowhere"))),
        ("EMAIL_URL", "postmark://", lambda: environment.mail(Path("/nowhere"))),
        ("EMAIL_URL", "carrier-pigeon://key", lambda: environment.mail(Path("/nowhere"))),
        ("MAIL_RETURN_PATH", "bounces", environment.mail_return_path),
        ("MAIL_WEBHOOK_SECRET", "short", environment.webhook_settings),
        ("MAIL_WEBHOOK_SECRET", "long enough but of no service", environment.webhook_settings),
        ("SECRET_KEY", "short", lambda: environment.secret_key(Path("/nowhere"))),
        ("PAGE_CACHE", "yes", lambda: environment.flag("PAGE_CACHE", default="1")),
        ("PAGE_MEMORY", "0", lambda: environment.whole_number("PAGE_MEMORY", 32, least=1, most=100_000)),
        ("PAGE_DISK", "-1", lambda: environment.whole_number("PAGE_DISK", 1000, least=0, most=10_000_000)),
        ("WEB_WORKERS", "many", lambda: environment.whole_number("WEB_WORKERS", 2, least=1, most=64)),
        ("PEERTUBE_HOSTS", "a.example; script-src *", lambda: environment.host_names("PEERTUBE_HOSTS")),
    ],
)
def test_wrong_value_is_refused_with_the_name_of_its_variable(setting, name, value, read):
    setting(name, value)
    with pytest.raises(WrongSetting, match=name):
        read()


def test_password_of_a_service_may_hold_any_sign(setting):
    setting("EMAIL_URL", "smtp://user%40example.org:a%2Fb%3A@mail.example.org?tls=starttls")
    options = environment.mail(Path("/nowhere"))["OPTIONS"]
    assert (options["username"], options["password"], options["port"]) == ("user@example.org", "a/b:", 587)
    assert options["use_tls"]


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("postmark://Token-1", {"server_token": "Token-1"}),
        ("postmark://Token-1?stream=news", {"server_token": "Token-1", "message_stream": "news"}),
        ("sendgrid://SG.Ab.Cd", {"api_key": "SG.Ab.Cd"}),
        ("brevo://xkeysib-1", {"api_key": "xkeysib-1"}),
        ("mailjet://Key:Secret", {"api_key": "Key", "secret_key": "Secret"}),
        (
            "mailgun://Key-1@mg.example.org?region=eu",
            {"api_key": "Key-1", "sender_domain": "mg.example.org", "api_url": "https://api.eu.mailgun.net/v3"},
        ),
    ],
)
def test_mail_service_gets_its_key_as_it_is_written(setting, settings, url, options):
    setting("EMAIL_URL", url)
    mailer = environment.mail(Path("/nowhere"))
    assert mailer["OPTIONS"] == options
    # And the service's backend takes them.
    settings.MAILERS = {"default": mailer}
    assert mailers["default"].esp_name.lower() == environment.mail_service()


def test_port_of_smtp_over_tls_is_465(setting):
    setting("EMAIL_URL", "smtps://mail.example.org")
    options = environment.mail(Path("/nowhere"))["OPTIONS"]
    assert options["port"] == 465
    assert options["use_ssl"]


def test_site_answers_to_its_own_name_and_to_those_given(setting):
    setting("ALLOWED_HOSTS", "www.example.org, ")
    assert environment.allowed_hosts("https://example.org") == ["example.org", "www.example.org"]


def test_key_is_made_once_and_is_the_owners_alone(setting, tmp_path):
    key = environment.secret_key(tmp_path)
    assert len(key) >= 50
    assert environment.secret_key(tmp_path) == key
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("s3://k:s@bucket?endpoint=https://objects.example.org", "https://objects.example.org"),
        ("s3://k:s@bucket?endpoint=https://objects.example.org", "https://bucket.objects.example.org"),
        ("s3://k:s@bucket?domain=files.example.org", "https://files.example.org"),
        ("s3://k:s@bucket?region=eu-central-1", "https://bucket.s3.amazonaws.com"),
    ],
)
def test_browsers_may_fetch_uploads_from_the_bucket(setting, url, origin):
    setting("STORAGE_URL", url)
    assert origin in environment.storage_origins()


def test_without_a_bucket_uploads_come_from_the_site_alone(setting):
    assert environment.storage_origins() == []


def test_wrong_setting_ends_a_command_with_one_line(tmp_path):
    given = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": "mysql://host/name"}
    given.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert not done.stdout
    assert done.stderr.splitlines() == [
        "Wrong setting: DATABASE_URL must begin with postgresql:// or sqlite://, not 'mysql'."
    ]


def test_folder_that_cannot_be_made_is_named(tmp_path):
    blocked = tmp_path / "file"
    blocked.touch()
    given = {**os.environ, "DATA_DIR": str(blocked / "var")}
    given.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "manage.py", "check"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Wrong setting: DATA_DIR")
    assert len(done.stderr.splitlines()) == 1
