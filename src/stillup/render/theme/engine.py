"""Templates, compiled in a sandbox. Jinja2 lives here and nowhere else.

A template sees the fields of a view, `style`, `script`, `csp`, `version` and `voice`, and says
values through filters that `voice` carries out. It can't reach a file, the clock or chance, so that
the same view gives the same bytes. Blanks at the beginning of a template's line are indentation and
are not sent.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from traceback import walk_tb
from typing import Any

import msgspec
from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    meta,
    pass_context,
)
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from stillup.model.diagnostic import Diagnostic, Problems
from stillup.render.theme.fault import ThemeError, add_fault
from stillup.render.theme.files import FOLDER, Theme, is_template

FILTERS = (
    "bare",
    "brief",
    "day",
    "direction",
    "duration",
    "exact",
    "fragment",
    "language",
    "listing",
    "locale",
    "month",
    "number",
    "time",
    "width",
    "word",
)
"""Filters of templates, each a method of `voice`."""

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def check_templates(theme: Theme) -> tuple[Diagnostic, ...]:
    """Compile every template and return what is wrong with any of them."""
    problems = Problems()
    for name, at in theme.unreadable:
        fact = f"byte {at} is not UTF-8, so this is not a text"
        add_fault(problems, FOLDER + name, 0, fact)
    for name in theme.templates():
        _check(theme, name, problems)
    return problems.frozen()


def render_template(theme: Theme, name: str, context: Mapping[str, object]) -> str:
    """Fill in one template. `context` holds a `voice`. Raises ThemeError if the theme is wrong."""
    try:
        return _engine(theme).get_template(name).render(context)
    except Exception as error:
        place = _place_of(error)
        if place is None:
            raise
        problems = Problems()
        add_fault(problems, *place, _fact(error))
        raise ThemeError(*problems.frozen()) from error


def safe(html: str) -> str:
    """Mark HTML of our own making, so that a template does not escape it."""
    return Markup(html)  # noqa: S704 - whoever calls has escaped it


@lru_cache(maxsize=4)
def _engine(theme: Theme) -> Environment:
    engine = _Sandbox(
        loader=_Files(theme),
        undefined=StrictUndefined,
        autoescape=lambda name: name is None or is_template(name),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    del engine.globals["lipsum"], engine.filters["random"]  # the same view gives the same bytes
    engine.filters |= {name: _filter(name) for name in FILTERS}
    engine.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext, _ngettext, newstyle=True, pgettext=_pgettext
    )
    engine.globals["ngettext"] = _with_number(engine.globals["ngettext"])
    return engine


class _Sandbox(ImmutableSandboxedEnvironment):
    """Keeps templates from internals, with a quick way to the fields of views."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a view, or what the sandbox gives of anything else."""
        if isinstance(obj, msgspec.Struct) and attribute[0] != "_" and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


class _Files(BaseLoader):
    """The files of a theme. In a traceback they go by the paths of their sources."""

    def __init__(self, theme: Theme) -> None:
        self.texts = dict(theme.files)

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template without its indentation; its lines keep their numbers."""
        if template not in self.texts:
            raise TemplateNotFound(template)
        return _INDENT.sub("", self.texts[template]), FOLDER + template, lambda: True


def _filter(name: str) -> Callable[..., object]:
    @pass_context
    def say(context: Context, value: object, *arguments: object, **named: object) -> object:
        voice = context["voice"]
        if name == "fragment":  # what fails in a fragment is no fault of the theme
            return voice.fragment(value, *arguments, **named)
        try:
            return getattr(voice, name)(value, *arguments, **named)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise TemplateRuntimeError(f"`{name}` can't say `{value!r:.60}`") from error

    return say


@pass_context
def _gettext(context: Context, text: str) -> str:
    return str(context["voice"].gettext(text))


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int) -> str:
    return str(context["voice"].ngettext(one, many, count))


@pass_context
def _pgettext(context: Context, meaning: str, text: str) -> str:
    return str(context["voice"].pgettext(meaning, text))


def _with_number(ngettext: Any) -> Callable[..., object]:
    """Let `%(num)s` be written as the language writes numbers."""

    @pass_context
    def say(context: Context, one: str, many: str, count: int, **named: object) -> object:
        return ngettext(context, one, many, count, num=context["voice"].number(count), **named)

    return say


def _check(theme: Theme, name: str, problems: Problems) -> None:
    engine, texts = _engine(theme), dict(theme.files)
    try:
        engine.get_template(name)
    except TemplateSyntaxError as error:
        add_fault(problems, FOLDER + name, error.lineno, _fact(error))
        return
    for wanted in meta.find_referenced_templates(engine.parse(texts[name])):
        if wanted is not None and wanted not in texts:
            add_fault(problems, FOLDER + name, 0, f"it uses the file `{wanted}`, which is missing")


def _place_of(error: Exception) -> tuple[str, int] | None:
    """Return the file and line of a theme that are at fault for an error; None if we are."""
    if isinstance(error, TemplateSyntaxError):
        return FOLDER + (error.name or ""), error.lineno
    place, is_ours = None, False
    for frame, line in walk_tb(error.__traceback__):
        if frame.f_code.co_filename.startswith(FOLDER):
            place, is_ours = (frame.f_code.co_filename, line), False
        elif str(frame.f_globals.get("__name__", "")).startswith("stillup."):
            is_ours = True
    if place is None and isinstance(error, TemplateNotFound):
        return FOLDER + (error.name or ""), 0
    return None if is_ours and not isinstance(error, TemplateError) else place


def _fact(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"the theme has no file `{error.name}`"
    said = (error.message if isinstance(error, TemplateError) else str(error)) or repr(error)
    return said[:1].lower() + said[1:].rstrip(".")
