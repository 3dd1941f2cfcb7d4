"""One post of a blog as one of our files: an announcement with one update, at its date."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Value
from stillup.importing.links import with_targets
from stillup.importing.markdown.authors import Authors, signature_of
from stillup.importing.markdown.boxes import with_quotes
from stillup.importing.markdown.dates import is_ahead, is_far_from_name, time_of
from stillup.importing.markdown.engine import Blog
from stillup.importing.markdown.found import Found, first_heading
from stillup.importing.markdown.hidden import without_hidden
from stillup.importing.markdown.looks import without_looks
from stillup.importing.markdown.report import sign_of_report
from stillup.importing.markdown.shortcodes import with_shortcodes_told
from stillup.importing.markdown.tell import told
from stillup.importing.markdown.web import Web
from stillup.importing.outcome import write_post
from stillup.importing.times import Time
from stillup.model.post import Incident, Reference, TranslatedUpdate, Translation, Update
from stillup.model.status import Impact, UpdateStatus
from stillup.model.text import Text
from stillup.writing.canonical import write_translation

_USED = frozenset({
    "title", "date", "publishdate", "pubdate", "author", "authors", "draft", "published", "aliases",
    "redirect_from", "permalink", "url", "path", "slug", "pin",
})  # fmt: skip
_LONGEST = 300


class Site(msgspec.Struct, frozen=True):
    """What every post needs to know of its blog. `now` None asks nothing about the future.

    By path: `addresses` of old pages, `times` of posts; `held` are those that are to be drafts.
    """

    blog: Blog
    zone: ZoneInfo
    authors: Authors
    names: dict[str, str]
    web: Web
    addresses: dict[str, str]
    times: dict[str, Time | None]
    held: frozenset[str]
    now: datetime | None = None


class Converted(msgspec.Struct, frozen=True):
    """A file of ours, and the old files that it shows, by their path below `content/media/`."""

    path: str
    text: str
    media: dict[str, str] = {}


def convert_post(post: Found, site: Site, aliases: tuple[str, ...], doubts: Doubts) -> Converted:
    """Return our file."""
    for flaw in post.front.flaws if post.front.found else ():
        doubts.note("front-matter", flaw.line, flaw.what, "what could be read was used")
    if post.original:
        return _told_again(post, site, doubts)
    time = time_of(post, site.zone, doubts)
    incident = _frame(post, site, aliases, doubts)
    if time is not None and is_ahead(time, site.now):
        doubts.note("future", 0, f"it is of {time.wall:%Y-%m-%d %H:%M}", "it is a draft")
        incident = msgspec.structs.replace(incident, draft=True)
    body, media = _body(post, site, doubts, is_draft=incident.draft)
    below = doubts.below(post.front.first)
    if time is None:
        doubts.note("no-start", 0, "nothing says its day", "its text is the summary")
        summary = told(body, below, begins_update=False)
        incident = msgspec.structs.replace(incident, draft=True, summary=summary)
    else:
        incident = _dated(incident, post, time, told(body, below))
    if post.language:
        doubts.note("translation", 0, f"it is in `{post.language}`")
    return Converted(*write_post(incident, site.zone, _remarks(post, doubts, site)), media)


def _told_again(post: Found, site: Site, doubts: Doubts) -> Converted:
    """Return the file of a translation: its words, under the heading of the original."""
    time, own = site.times[post.original], site.times[post.path]
    if time is not None and own is not None and own.at != time.at:
        what = f"it is of {own.wall:%Y-%m-%d %H:%M}, its original of {time.wall:%Y-%m-%d %H:%M}"
        doubts.note("disagreement", 0, what, "the original counts")
    body, media = _body(post, site, doubts, is_draft=post.original in site.held)
    text = told(body, doubts.below(post.front.first), begins_update=time is not None)
    updates = () if time is None else (_update(time, text),)
    translation = Translation(
        id=post.id,
        language=post.language,
        source="",
        digest="",
        title=_title(post, doubts),
        summary=text if time is None else Text("", ""),
        updates=tuple(TranslatedUpdate(update.id, text) for update in updates),
    )
    remarks = _remarks(post, doubts, site)
    path = f"content/incidents/{post.id}.{post.language}.md"
    return Converted(path, write_translation(translation, updates, site.zone, remarks), media)


def _frame(post: Found, site: Site, aliases: tuple[str, ...], doubts: Doubts) -> Incident:
    """Return the post without its words."""
    signs = sign_of_report(post)
    if signs is not None:
        doubts.note("report", signs[1], signs[0])
    impact = _impact(post)
    if impact is Impact.NONE:
        doubts.note("announcement", 0, "nothing says how bad it was, if it was an outage")
    return Incident(
        id=post.id,
        source="",
        digest="",
        title=_title(post, doubts),
        impact=impact,
        author=site.authors.id_of(signature_of(post.front, site.names)),
        aliases=tuple(Reference(alias) for alias in aliases),
        draft=post.is_kept_back or bool(post.language),
        retrospective=signs is not None,
        summary=Text("", ""),
    )


def _dated(incident: Incident, post: Found, time: Time, text: Text) -> Incident:
    """Return the post with its one update, which leaves nothing open: the post tells what was."""
    update = _update(time, text)
    # Our format asks about a first update far from the day in the file name: then it is said too.
    started = time.at if is_far_from_name(post, time) and not incident.retrospective else None
    return msgspec.structs.replace(incident, updates=(update,), started=started)


def _update(time: Time, text: Text) -> Update:
    return Update(id=time.update_id, status=UpdateStatus.RESOLVED, at=time.at, text=text)


def _body(post: Found, site: Site, doubts: Doubts, *, is_draft: bool) -> tuple[str, dict[str, str]]:
    """Return the words with links of ours, and the files that they need."""
    below, media = doubts.below(post.front.first), dict[str, str]()
    away: list[tuple[int, str, str]] = []
    blog, web = site.blog, site.web

    def refer(name: str) -> str:
        found = [p for p in web.sources if _names(p, name)]
        return f"/{found[0].removeprefix(blog.folder)}" if len(found) == 1 else ""

    def meant(target: str, line: int) -> str:
        led = web.led(target, post, site.addresses.get(post.path, ""))
        if led.is_away and led.target != target:
            away.append((line, target, led.target))
        if led.file and is_draft:
            doubts.about(led.file).note("file", 0, "only a draft shows it")
        elif led.file:
            media[web.media_of(led.file, post)] = led.file
        return led.target

    body = _without_title(post.front.body, post.title)
    text = with_shortcodes_told(body, blog.engine, blog.config, refer, below)
    text = without_hidden(with_quotes(text, below), below)
    text = with_targets(without_looks(text, below), meant)
    if away:
        more = f", and {len(away) - 1} more below" if len(away) > 1 else ""
        below.note("link", away[0][0], f"`{away[0][1]}`{more}", f"it is `{away[0][2]}`")
    return text, media


def _names(path: str, name: str) -> bool:
    """Whether a path is meant by the name in a shortcode: whole, without ending, or its end."""
    wanted = name.strip("/").partition("#")[0]
    stem = path.rpartition(".")[0].removesuffix("/index")
    ends = (f"/{path}", f"/{stem}", f"/{path.rpartition('/')[0]}")
    return bool(wanted) and any(each.endswith(f"/{wanted}") for each in ends[:2])


def _impact(post: Found) -> Impact:
    typed = (post.front.text(key).lower() for key in ("impact", "severity"))
    return next((Impact(each) for each in typed if each in set(Impact)), Impact.NONE)


def _title(post: Found, doubts: Doubts) -> str:
    if post.title:
        return post.title
    title = post.slug.replace("-", " ").replace("_", " ").strip() or post.id
    doubts.note("front-matter", 0, "it has no title", f"it is called `{title}`")
    return title


def _without_title(body: str, title: str) -> str:
    """Return a text of as many lines without a first heading that says the title again."""
    if not title or first_heading(body) != title:
        return body
    lines = body.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    return "\n".join([*lines[:first], "", *lines[first + 1 :]])


def _remarks(post: Found, doubts: Doubts, site: Site) -> Iterator[str]:
    """Yield, as comments, what has no place in our front matter."""
    engine = site.blog.engine.value or "blog"
    used = _USED | ({"impact", "severity"} if _impact(post) is not Impact.NONE else set())
    for key, value in post.front.values.items():
        if key not in used or _is_unplaced(key, value):
            doubts.note("key", post.front.line(key), f"`{key}`")
            yield f"{engine}: {key}: {_shown(value)}"


def _is_unplaced(key: str, value: Value) -> bool:
    if key == "date":
        return isinstance(value, dict)
    return key == "pin" or (key in {"author", "authors"} and not isinstance(value, str | tuple))


def _shown(value: Value) -> str:
    return value.strip() if isinstance(value, str) else msgspec.json.encode(value).decode()
