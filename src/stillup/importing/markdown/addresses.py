"""The old addresses of all posts of a blog, and how certain they are."""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from urllib.parse import unquote, urlsplit

from stillup.importing.doubt import Doubts
from stillup.importing.links import with_targets
from stillup.importing.markdown.dates import time_of
from stillup.importing.markdown.engine import Blog, Engine
from stillup.importing.markdown.found import Found
from stillup.importing.markdown.rules import (
    address_of,
    jekyll_style,
    mkdocs_style,
    typed_addresses,
)


def plan_addresses(
    blog: Blog, posts: tuple[Found, ...], zone: tzinfo, doubts: Doubts
) -> dict[str, str]:
    """Return the address of each post's old page by path, empty where no rule is known."""
    style = ""
    if blog.engine is Engine.JEKYLL:
        style = jekyll_style(blog, posts, _linked(posts))
    elif blog.engine is Engine.MKDOCS:
        style = mkdocs_style(blog)
    times = {post.path: time_of(post, zone, Doubts()) for post in posts}
    walls = {path: time.wall if time else None for path, time in times.items()}
    found = {post.path: address_of(post, blog, style, walls[post.path]) for post in posts}
    unsure = [found[post.path] for post in posts if not any(typed_addresses(post))]
    if unsure and not blog.config.path:
        _note_unsure(blog, unsure, style, doubts)
    return found


def old_addresses(post: Found, addresses: Mapping[str, str]) -> Iterator[str]:
    """Yield the old addresses of a post, without a slash at the end, that are not its new one."""
    own = f"/incidents/{post.id}"
    typed = (addresses[post.path], *typed_addresses(post))
    paths = (f"/{_path(old).strip('/')}" for old in typed)
    yield from (path for path in dict.fromkeys(paths) if path not in {"/", own})


def _path(address: str) -> str:
    return urlsplit(f"/{address.strip('/')}").path


def _linked(posts: tuple[Found, ...]) -> frozenset[str]:
    """Return the addresses from the root that posts link to, without a slash at the end."""
    found: set[str] = set()

    def note(target: str, _: int) -> str:
        found.add(target)
        return target

    for post in posts:
        with_targets(post.front.body, note)
    return frozenset(unquote(each).rstrip("/") for each in found if each.startswith("/"))


def _note_unsure(blog: Blog, unsure: list[str], style: str, doubts: Doubts) -> None:
    count = "1 post" if len(unsure) == 1 else f"{len(unsure)} posts"
    if blog.engine is Engine.NONE:
        what = f"nothing tells those of {count}"
        doubts.note(
            "unsure-address",
            0,
            what,
            "they are left out; the folder of the whole blog may tell them",
        )
        return
    what = f"no settings of {blog.engine} are here to tell those of {count}"
    done = f"they are made as `{style}`" if style else "they are as it makes them by itself"
    doubts.note("unsure-address", 0, what, f"{done}, such as `{unsure[0]}`")
