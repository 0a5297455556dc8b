import importlib
import sys
from types import ModuleType

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AddedEditionsConfig(AppConfig):
    """Holds the migrations of editions that this installation has added.

    They live beside its data, in a package of their own, so that the product's migrations are never forked.
    """

    name = "editions.added"
    label = "added_editions"
    verbose_name = _("added editions")

    def __init__(self, app_name: str, app_module: ModuleType | None) -> None:
        super().__init__(app_name, app_module)
        folder = settings.ADDED_EDITIONS_DIR
        package = folder / "nejat_added_editions"
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
        if str(folder) not in sys.path:
            sys.path.append(str(folder))
            importlib.invalidate_caches()
