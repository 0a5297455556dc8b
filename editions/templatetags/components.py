"""`{% component "components/card.html" with card=card only %}`: an `include` that is kept by its values."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader_tags import IncludeNode, do_include
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from editions import memo

register = template.Library()


class ComponentNode(IncludeNode):
    """Draws a part, or gives it as it was drawn of the same values before."""

    def render(self, context: Context) -> SafeString:
        # Elsewhere addresses of files may be signed for a while.
        if not settings.FILES_ARE_LOCAL:
            return super().render(context)
        values = {name: value.resolve(context) for name, value in self.extra_context.items()}
        try:
            key = (self.template.var, get_language(), *((name, memo.key_of(value)) for name, value in values.items()))
        except memo.NotKept:
            return super().render(context)
        html = memo.kept(key)
        if html is None:
            html = super().render(context)
            memo.keep(key, html)
        return html


@register.tag
def component(parser: Parser, token: Token) -> ComponentNode:
    """An `include` with a fixed name, of given values `only`."""
    node: Any = do_include(parser, token)
    if not (node.isolated_context and isinstance(node.template.var, str)):
        raise template.TemplateSyntaxError("A component has a fixed name, and is drawn of what it is given only.")
    return ComponentNode(node.template, extra_context=node.extra_context, isolated_context=True)
