"""What the web server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nejat_cms.settings")

_django = get_wsgi_application()

# Only now is there Django to ask for its settings.
from nejat_cms.page_cache import with_page_cache  # noqa: E402

application = with_page_cache(_django)
