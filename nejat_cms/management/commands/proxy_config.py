from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from nejat_cms import environment
from nejat_cms.proxying import caddy, nginx, varnish
from nejat_cms.proxying.writing import this_site

SERVERS = {"nginx": nginx.configuration, "caddy": caddy.configuration, "varnish": varnish.configuration}


class Command(BaseCommand):
    help = "Prints the configuration of a server in front of this very installation, as its settings are now."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("server", choices=sorted(SERVERS))

    def handle(self, *, server: str, **options: object) -> None:
        port = environment.whole_number("PORT", 8000, least=1, most=65535)
        self.stdout.write(SERVERS[server](this_site(port)), ending="")
