"""A whole Pelican site of outages as a Stillup site: every post and page, and every doubt."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec

from stillup.importing.addresses import Place
from stillup.importing.aliases import Aliases
from stillup.importing.doubt import Doubts
from stillup.importing.names import post_id
from stillup.importing.outcome import Import, write_post
from stillup.importing.pelican.conf import Conf, read_conf
from stillup.importing.pelican.conf import unplaced as unplaced_settings
from stillup.importing.pelican.found import (
    CONTENT,
    Found,
    State,
    find_others,
    find_pages,
    find_posts,
)
from stillup.importing.pelican.header import read_header
from stillup.importing.pelican.left import unplaced
from stillup.importing.pelican.post import Site, convert, sounds_planned, times_of
from stillup.importing.pictures import is_picture
from stillup.importing.planned import id_by_day
from stillup.importing.settings_writer import NOWHERE, write_settings
from stillup.importing.telling import decoded
from stillup.importing.times import read_file_day, read_time
from stillup.model.post import Page
from stillup.model.settings import Settings
from stillup.model.text import Text
from stillup.parse.zones import zone_of
from stillup.writing.canonical import write_page
from stillup.writing.slug import unique

_FOLDER = {State.PLANNED: "maintenance", State.ONGOING: "incidents", State.RESOLVED: "incidents"}


def import_pelican(files: Mapping[str, bytes], now: datetime | None = None) -> Import:
    """Return a Pelican site, given as bytes by path from its root, in our format.

    With `now`, what lies ahead becomes maintenance or a draft. The same files give the same
    bytes.
    """
    doubts = Doubts("content/site.yaml")
    conf = read_conf(files, doubts)
    zone = zone_of(conf.zone)
    posts = _by_day(find_posts(files, doubts), conf, doubts)
    pictures = {p.removeprefix(CONTENT): p for p in find_others(files, posts) if is_picture(p)}
    place = Place(
        conf.base,
        {_written_address(post): f"../{_FOLDER[post.state]}/{post.id}.md" for post in posts},
        {name: f"../media/{name}" for name in pictures},
    )
    site = Site(conf, zone, place, now)
    written: dict[str, bytes] = {}
    aliases = Aliases(post.id for post in posts if post.state is not State.PLANNED)
    for post in sorted(posts, key=lambda post: post.is_draft):  # old addresses lead to no draft
        about = doubts.about(post.path)
        at = read_time(post.front.text("date"), zone)
        old = conf.address(post.front, post.name, post.state, at.wall if at else None)
        told = convert(post, site, aliases.claimed([old] if old else [], about), about)
        kept = dict(unplaced(post, told))
        for key in kept:
            about.note("key", post.front.line(key), f"`{key}`")
        path, text = write_post(told, zone, [f"Pelican: {key}: {kept[key]}" for key in kept])
        written[path] = text.encode()
    written |= dict(_pages(files, doubts))
    written |= {f"content/media/{name}": files[path] for name, path in pictures.items()}
    _note_others(files, posts, conf, doubts)
    written["content/site.yaml"] = _settings(conf, posts, doubts).encode()
    if not posts:
        what = "there is no post in a folder `planned`, `ongoing` or `resolved`"
        doubts.about("content").note("nothing-found", 0, what)
    return Import(dict(sorted(written.items())), len(posts), doubts.sorted())


def _by_day(posts: tuple[Found, ...], conf: Conf, doubts: Doubts) -> tuple[Found, ...]:
    """Return the posts, planned work with a day in its id that is not far from its start."""
    taken = {post.id for post in posts}
    found = []
    for post in posts:
        start, _ = times_of(post, zone_of(conf.zone), Doubts())
        id_ = id_by_day(post.id, start, start) if post.state is State.PLANNED else post.id
        if id_ != post.id:
            id_ = unique(id_, taken)
            doubts.about(post.path).note("renamed", 0, f"`{post.name}`", f"it is `{id_}`")
            taken.add(id_)
        found.append(msgspec.structs.replace(post, id=id_))
    return tuple(found)


def _written_address(post: Found) -> str:
    """Return how posts name each other: by the path of the file."""
    return f"/{post.path.removeprefix(CONTENT)}/".lower()


def _pages(files: Mapping[str, bytes], doubts: Doubts) -> Iterable[tuple[str, bytes]]:
    for path in find_pages(files):
        about = doubts.about(path)
        front = read_header(decoded(files[path], about))
        stem = path.rpartition("/")[2].rpartition(".")[0]
        id_ = f"page-{post_id(stem)}"
        title = " ".join(front.text("title").split()) or stem.replace("-", " ")
        page = Page(
            id=id_, language="", source="", digest="", title=title, text=Text(front.body, "")
        )
        kept = [key for key in front.values if key != "title"]
        for key in kept:
            about.note("key", front.line(key), f"`{key}`")
        about.note("address", 0, f"`{stem}`", f"the page is at `/{id_}/`")
        text = write_page(page, (f"Pelican: {key}: {front.values[key]}" for key in kept))
        yield f"content/pages/{id_}.md", text.encode()


def _note_others(
    files: Mapping[str, bytes], posts: tuple[Found, ...], conf: Conf, doubts: Doubts
) -> None:
    """Say once what is true of all posts, and name what stays behind."""
    incidents = [post for post in posts if post.state is not State.PLANNED]
    if incidents:
        what = f"nothing says how bad it was, in {_incidents(len(incidents))}"
        doubts.about("content").note("impact", 0, what, "change those that were worse")
    for post in incidents:
        if sounds_planned(post):
            title = post.front.text("title")
            doubts.about(post.path).note("planned", post.front.line("title"), f"`{title[:70]}`")
    for path in find_others(files, posts):
        if is_picture(path):
            name = path.removeprefix(CONTENT)
            doubts.about(path).note("address", 0, f"`/{name}`", f"it is at `/media/{name}`")
        elif not path.rpartition("/")[2].startswith("."):
            what = "it is neither a page nor in a folder that is a state"
            doubts.about(path).note("file", 0, what)
    if "json_output" in conf.others.get("PLUGINS", ""):
        what = "`/planned.json`, `/ongoing.json` and `/resolved.json`"
        doubts.about(conf.path).note("address", 0, what, "`/api/v2/` says the same")


def _incidents(count: int) -> str:
    return "1 incident" if count == 1 else f"{count} incidents"


def _settings(conf: Conf, posts: tuple[Found, ...], doubts: Doubts) -> str:
    about = doubts.about(conf.path or "pelicanconf.py")
    name = " ".join(conf.values.get("SITENAME", "").split())
    if not conf.path:
        about.note("setting", 0, "it is not there", "all settings are ours: look through them")
    elif not name:
        about.note("setting", 0, "`SITENAME` is missing", "`name` is `Status`: change it")
    if conf.path and not conf.base:
        typed = conf.values.get("SITEURL", "")
        what = f"`SITEURL` is `{typed}`, which names no host" if typed else "`SITEURL` is missing"
        about.note("setting", 0, what, f"`url` is {NOWHERE}: change it")
    remarks = list(unplaced_settings(conf))
    for remark in remarks:
        about.note("setting", 0, f"`{remark[:80]}`", "it is a comment")
    language = conf.values.get("DEFAULT_LANG", "")
    is_tag = language.isascii() and language.isalpha() and len(language) in {2, 3}
    days = [_day(post, conf) for post in posts]
    settings = Settings(
        name={"": name or "Status"},
        url=conf.base or NOWHERE,
        id_base=conf.base or NOWHERE,
        since=min((day for day in days if day), default=None),
        time_zone=conf.zone,
        languages=(language.lower() if is_tag else "en",),
        feed_aliases=conf.feeds,
    )
    return write_settings(settings, conf.path or "a site without settings", remarks)


def _day(post: Found, conf: Conf) -> date | None:
    start, _ = times_of(post, zone_of(conf.zone), Doubts())
    return start.at.date() if start else read_file_day(post.name)
