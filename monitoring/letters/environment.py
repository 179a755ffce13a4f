"""The language of templates: fields, conditions and lists, and nothing that computes, calls or reaches further.

Two walls: only the listed kinds of nodes are accepted, and what is accepted runs in Jinja's sandbox, where an unknown
field is an error and not a blank.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from jinja2 import Template, TemplateSyntaxError, nodes
from jinja2.runtime import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from monitoring.letters.errors import TemplateRefused

ALLOWED: tuple[type[nodes.Node], ...] = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
)
DEEPEST_LOOP = 2


class UnknownField(StrictUndefined):
    """Names the field wherever it is used, also when it is only printed."""

    def _fail_with_undefined_error(self, *args: Any, **kwargs: Any) -> Any:
        raise TemplateRefused(
            _("The template uses the unknown field “%(field)s”."), params={"field": self._undefined_name}
        )

    __str__ = __iter__ = __len__ = __bool__ = __eq__ = __ne__ = _fail_with_undefined_error
    __add__ = __getattr__ = _fail_with_undefined_error
    __hash__ = object.__hash__  # type: ignore[assignment]


class LetterEnvironment(SandboxedEnvironment):
    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=UnknownField)
        self.globals.clear()

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Template:
        try:
            check(self.parse(source))
        except TemplateSyntaxError as error:
            raise TemplateRefused(
                _("The template has a mistake in its fields: %(problem)s"), params={"problem": error.message}
            ) from error
        return super().from_string(source, *args, **kwargs)


def check(tree: nodes.Node, depth: int = 0) -> None:
    """Raises TemplateRefused for anything but fields, conditions and lists of fields."""
    if not isinstance(tree, ALLOWED):
        raise TemplateRefused(
            _("A template may hold only fields, conditions (if) and lists (for); it holds something else: %(what)s."),
            params={"what": type(tree).__name__},
        )
    if isinstance(tree, nodes.Name | nodes.Getattr):
        name = tree.name if isinstance(tree, nodes.Name) else tree.attr
        if name.startswith("_"):
            raise TemplateRefused(_("The template uses the unknown field “%(field)s”."), params={"field": name})
    if isinstance(tree, nodes.For):
        depth += 1
        if depth > DEEPEST_LOOP or tree.recursive:
            raise TemplateRefused(_("Lists stand too deep inside each other in the template."))
    for child in tree.iter_child_nodes():
        check(child, depth)
