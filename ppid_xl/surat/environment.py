"""The sandbox a Word template is read in: placeholders, ``if`` and ``for``, and nothing that acts.

No globals, no filters, no tests, no calls, no arithmetic: a template can only show what the context holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from docxtpl import InlineImage
from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from ppid_xl.surat.text import clean_text


class Refused(Exception):
    """A template asks for what it may not have; ``known`` are the keys that stand where it looked."""

    def __init__(self, kode: str, isian: str, known: tuple[str, ...] = ()) -> None:
        self.kode = kode
        self.isian = isian
        self.known = known
        super().__init__(kode, isian)


class _Missing(StrictUndefined):
    def __init__(self, hint: str | None = None, obj: Any = None, name: Any = None, exc: Any = None) -> None:
        isian = str(name if name is not None else hint)
        if exc is SecurityError:
            raise Refused("template-terlarang", isian)
        known = tuple(map(str, obj)) if isinstance(obj, Mapping) else ()
        raise Refused("template-isian-tak-dikenal", isian, known)


class _Sandbox(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002
        raise Refused("template-terlarang", operator)

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ARG002
        raise Refused("template-terlarang", getattr(obj, "__name__", type(obj).__name__))


def sandbox() -> ImmutableSandboxedEnvironment:
    """Return a fresh environment in which values are always text and never markup."""
    environment = _Sandbox(autoescape=True, undefined=_Missing, finalize=literal)
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


def literal(value: object) -> object:
    """Return a value as XML text that neither Word nor docxtpl reads as markup.

    Braces become character references: docxtpl turns a literal ``{_{`` into ``{{`` after rendering.
    Raises Refused for anything but text, a whole number or a picture, such as None or an unformatted date.
    """
    if isinstance(value, InlineImage):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise Refused("template-nilai-bukan-teks", f"{type(value).__name__}: {value!s:.60}")
    text = escape(clean_text(str(value)))
    return Markup(text.replace("{", "&#123;").replace("}", "&#125;"))
