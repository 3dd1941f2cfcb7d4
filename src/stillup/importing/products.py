"""The products whose sites can be brought along: what to read of each, and who reads it."""

from collections.abc import Callable, Container, Mapping
from datetime import datetime

import msgspec

from stillup.importing.outcome import Import

Importer = Callable[[Mapping[str, bytes], datetime | None], Import]
"""Turns the files of an old site, by path from its root, into ours. `now` is the moment asked."""


class Product(msgspec.Struct, frozen=True):
    """What SRC is. `source` says so in words, `holds` how to tell that it is the right one.

    Of a folder, the files right in it and below `tops` are read, `.` being all of it; only those
    whose names end as `endings` say. `may_be_file` is whether a single file can be the source.
    `importer` loads the code of this product alone. `sign` is a path that only its sites have.
    """

    source: str
    holds: str
    importer: Callable[[], Importer]
    tops: tuple[str, ...] = (".",)
    endings: tuple[str, ...] = ("",)
    may_be_file: bool = False
    sign: str = ""


def find_product(name: str) -> Product:
    """Return a product by the name that `stillup import` knows it by. Raises KeyError."""
    return PRODUCTS[name]


def find_likelier(name: str, paths: Container[str]) -> str:
    """Return the product whose sign is among `paths` if that of `name` is not; empty if none."""
    if PRODUCTS[name].sign in paths:
        return ""
    return next((other for other, each in PRODUCTS.items() if each.sign in paths), "")


def _cstate() -> Importer:
    from stillup.importing.cstate import import_cstate

    return import_cstate


def _markdown() -> Importer:
    from stillup.importing.markdown import import_markdown

    return import_markdown


def _json() -> Importer:
    from stillup.importing.lists import import_json

    return import_json


def _statuspage() -> Importer:
    from stillup.importing.statuspage import import_statuspage

    return import_statuspage


def _upptime() -> Importer:
    from stillup.importing.upptime import import_upptime

    return import_upptime


def _pelican() -> Importer:
    from stillup.importing.pelican import import_pelican

    return import_pelican


def _statusfy() -> Importer:
    from stillup.importing.statusfy import import_statusfy

    return import_statusfy


PRODUCTS = {
    "cstate": Product(
        source="the folder of the old site",
        holds="the folder of the cstate site, the one that holds `content/issues`",
        importer=_cstate,
        tops=("content", "static", "config"),
        sign="content/issues",
    ),
    "markdown": Product(
        source="the folder of the blog, or of its posts",
        holds="the folder of a blog, or of its posts: Markdown files with front matter",
        importer=_markdown,
    ),
    "json": Product(
        source="a folder of JSON files, or one of them",
        holds="a folder of JSON files with incidents that have a title and dated updates, or one",
        importer=_json,
        endings=(".json",),
        may_be_file=True,
        sign="data/incidents",
    ),
    "statuspage": Product(
        source="a folder with the documents you saved, or one of them",
        holds="the saved answers of its API (`summary.json`, `incidents.json`), `history.atom`, or "
        "a folder with them all",
        importer=_statuspage,
        endings=(".json", ".atom", ".rss", ".xml"),
        may_be_file=True,
        sign="history.atom",
    ),
    "upptime": Product(
        source="the folder of the Upptime repository, with its issues saved in it as JSON",
        holds="the folder of the Upptime repository, the one that holds `.upptimerc.yml`",
        importer=_upptime,
        tops=("history", "issues"),
        sign=".upptimerc.yml",
        endings=(".yml", ".yaml", ".json"),
    ),
    "pelican": Product(
        source="the folder of the Pelican site",
        holds="the folder of the Pelican site, the one that holds `content/resolved`",
        importer=_pelican,
        tops=("content",),
        sign="pelicanconf.py",
    ),
    "statusfy": Product(
        source="the folder of the Statusfy site",
        holds="the folder of the Statusfy site, the one that holds `content` and `config.js`",
        importer=_statusfy,
        endings=(".md", ".js", ".yml", ".yaml", ".toml", ".json"),
    ),
}
"""By the name that is typed."""

SIGNS = tuple(product.sign for product in PRODUCTS.values() if product.sign)
