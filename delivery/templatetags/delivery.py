"""Values in scripts that are drawn by the server."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def js(value: Any) -> SafeString:
    """A value as a script spells it."""
    return mark_safe(json.dumps(value))  # noqa: S308 - a script, no markup
