"""The settings of a blog as ours: its name and address, its language, who signs."""

import re
from datetime import date

from stillup.importing.doubt import Doubts
from stillup.importing.markdown.config import Config
from stillup.importing.markdown.dates import undated, zone_name
from stillup.importing.markdown.engine import Blog, Engine
from stillup.importing.markdown.found import Found
from stillup.importing.markdown.post import Site
from stillup.importing.settings_writer import NOWHERE
from stillup.model.settings import Settings

_LANGUAGE = (
    "defaultcontentlanguage", "default_language", "languagecode", "theme.language", "lang",
    "language", "locale",
)  # fmt: skip
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_JAPANESE = re.compile("[\u3040-\u30ff]")
_TITLES = ("title", "site_name")


def settings_of(
    blog: Blog, site: Site, posts: tuple[Found, ...], since: date | None, doubts: Doubts
) -> Settings:
    """Return our settings."""
    config, base = blog.config, site.web.base
    if not base:
        done = f"`url`, and links that led to its other pages, begin with {NOWHERE}: change it"
        doubts.note("setting", 0, "nothing says the address of the blog", done)
    name = config.text(*_TITLES)
    if not name:
        doubts.note(
            "setting", 0, "nothing says the name of the blog", "`name` is `Status`: change it"
        )
    if config.path:
        doubts.note("setting", 0, "what else it says is about the blog", "it was left there")
    _note_zone(blog, doubts)
    return Settings(
        name={"": name or "Status"},
        url=base or NOWHERE,
        id_base=base or NOWHERE,
        since=since,
        time_zone=zone_name(blog),
        languages=(_language(config, posts, doubts),),
        people=tuple(site.authors.people.values()),
    )


def _note_zone(blog: Blog, doubts: Doubts) -> None:
    if zone := undated(blog.config):
        doubts.note("setting", 0, f"no zone is called `{zone}`", "`time_zone` is UTC: change it")
    elif blog.engine is Engine.JEKYLL and not blog.config.text("timezone"):
        what = "Jekyll reads times in the zone of the machine that builds, and nothing tells it"
        doubts.note("setting", 0, what, "`time_zone` is UTC: change it")


def _language(config: Config, posts: tuple[Found, ...], doubts: Doubts) -> str:
    typed = config.text(*_LANGUAGE)
    found = _TAG.fullmatch(typed)
    if found:
        parts = [found[1].lower(), (found[2] or "").title(), (found[3] or "").upper()]
        return "-".join(part for part in parts if part)
    seen = _written_language("".join(post.front.body for post in posts))
    what = f"`{typed}` is not the tag of a language" if typed else "nothing says the language"
    how = ": change it" if seen == "en" else ", by the letters of the posts"
    doubts.note("setting", 0, what, f"it is `{seen}`{how}")
    return seen


def _written_language(words: str) -> str:
    """Return the language that letters tell: Chinese and Japanese are told, all else is English."""
    letters = sum(map(str.isalpha, words))
    if len(_JAPANESE.findall(words)) * 10 > letters > 0:
        return "ja"
    return "zh" if len(_CHINESE.findall(words)) * 4 > letters > 0 else "en"
