"""Pages of a project as trees, made by the real build with the default theme or one over it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from lxml import html

from stillup.build import Build, build
from stillup.model.sources import Document, Kind
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.project import Project
from tests.support.site import own_theme, theme_sources

PAGES = frozenset(
    {
        Kind.INCIDENT,
        Kind.MAINTENANCE,
        Kind.PAGE,
        Kind.COMPONENT,
        Kind.HISTORY,
        Kind.SUBSCRIBE,
        Kind.HOME,
        Kind.NOT_FOUND,
    }
)


@dataclass(frozen=True)
class Page:
    """One page: its bytes, and what a reader finds in it when no script has run."""

    path: str
    data: bytes

    @cached_property
    def tree(self) -> html.HtmlElement:
        tree = html.document_fromstring(self.data)
        html.etree.strip_elements(tree, "script", with_tail=False)
        return tree

    def turned(self, now: datetime) -> "Page":
        """Return the page as its script leaves it at a moment until which nobody wrote a word."""
        tree = html.document_fromstring(self.data)
        for later in tree.xpath("//script[@data-at]"):
            if datetime.fromisoformat(later.get("data-at")) <= now:
                _replace(later.getprevious(), later.text)
                later.drop_tree()
        return Page(self.path, html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))

    @property
    def scripts(self) -> list[html.HtmlElement]:
        """Every script in it, those of words for later too."""
        return list(html.document_fromstring(self.data).iter("script"))

    def all(self, xpath: str) -> list[str]:
        """Return the words of each element, or each attribute's value, blanks made one."""
        found = self.tree.xpath(xpath)
        texts = (str(f) if isinstance(f, str) else f.text_content() for f in found)
        return [" ".join(text.split()) for text in texts]

    def one(self, xpath: str) -> str:
        (found,) = self.all(xpath)
        return found

    @property
    def h1(self) -> str:
        return self.one("//h1")

    @property
    def main(self) -> str:
        return self.one("//main")


def _replace(old: html.HtmlElement, words: str) -> None:
    if old.tag == "title":
        (old.text,) = html.document_fromstring(words).xpath("//title/text()")
        return
    new = html.fragment_fromstring(words)
    new.tail = old.tail
    old.getparent().replace(old, new)


@dataclass(frozen=True)
class Made:
    """A build and the means to render it."""

    build: Build

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.build, Fragments())

    def documents(self, kinds: frozenset[Kind] = PAGES) -> list[Document]:
        return [document for document in self.build.documents if document.kind in kinds]

    def page(self, path: str = "index.html") -> Page:
        (document,) = (d for d in self.build.documents if d.path == path)
        return Page(path, self.renderer.render(document))

    def pages(self) -> list[Page]:
        return [self.page(document.path) for document in self.documents()]


def made(
    project: Project, now: str = "2026-11-21T14:00Z", theme: dict[str, str] | None = None
) -> Made:
    """Build a project, which must have no errors, with a theme that differs in some files."""
    sources = theme_sources() if theme is None else own_theme(theme)
    done = build(sources | project.sources(), datetime.fromisoformat(now))
    assert [d.message for d in done.diagnostics if d.is_error] == []
    return Made(done)
