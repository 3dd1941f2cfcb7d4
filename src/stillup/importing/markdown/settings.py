"""The settings of a blog as ours: its name and address, its language, who signs."""

from datetime import date

from stillup.importing.doubt import Doubts
from stillup.importing.letters import guess_language
from stillup.importing.markdown.dates import undated, zone_name
from stillup.importing.markdown.engine import Blog, Engine
from stillup.importing.markdown.found import Found
from stillup.importing.markdown.languages import as_tag, find_tongues, typed_language
from stillup.importing.markdown.post import Site
from stillup.importing.settings_writer import NOWHERE
from stillup.model.settings import Settings

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
        languages=_languages(blog, posts, doubts),
        people=tuple(site.authors.people.values()),
    )


def _note_zone(blog: Blog, doubts: Doubts) -> None:
    if zone := undated(blog.config):
        doubts.note("setting", 0, f"no zone is called `{zone}`", "`time_zone` is UTC: change it")
    elif blog.engine is Engine.JEKYLL and not blog.config.text("timezone"):
        what = "Jekyll reads times in the zone of the machine that builds, and nothing tells it"
        doubts.note("setting", 0, what, "`time_zone` is UTC: change it")


def _languages(blog: Blog, posts: tuple[Found, ...], doubts: Doubts) -> tuple[str, ...]:
    others = {post.language for post in posts if post.original}
    first = _first_language(blog, posts, doubts)
    return (first, *sorted(others - {first}))


def _first_language(blog: Blog, posts: tuple[Found, ...], doubts: Doubts) -> str:
    typed = typed_language(blog)
    paths = [post.path for post in posts]
    if tag := as_tag(typed) or as_tag(find_tongues(blog, paths).first):
        return tag
    what = f"`{typed}` is not the tag of a language" if typed else "nothing says the language"
    return guess_language("".join(post.front.body for post in posts), what, doubts)
