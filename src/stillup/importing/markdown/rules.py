"""Old addresses of posts, by the rule of the engine that made them."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime

from stillup.importing.addresses import hugo_address, hugo_name
from stillup.importing.front_matter import Value
from stillup.importing.markdown.engine import Blog, Engine
from stillup.importing.markdown.found import Found

JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
"""Jekyll's named permalinks. `date` is what it does by itself."""

_SHORT = "/:categories/:title/"
_MKDOCS_STYLE = "{date}/{slug}"
_PLACEHOLDER = re.compile(r":([a-z_]+)|\{([a-z]+)\}")


def typed_addresses(post: Found) -> Iterator[str]:
    """Yield the addresses that a post's front matter gives in full."""
    own = (post.front.text(key) for key in ("permalink", "url", "path"))
    yield from (each for each in own if each and ":" not in each)
    for key in ("aliases", "redirect_from"):
        yield from (each for each in post.front.texts(key) if not re.match(r"https?:", each))


def address_of(post: Found, blog: Blog, style: str, at: datetime | None) -> str:
    """Return the address of a post's old page, empty if no rule is known.

    `style` is the permalink that Jekyll's posts have; `at` the post's time as its clock showed it.
    """
    own = next((a for key in ("permalink", "url", "path") if (a := post.front.text(key))), "")
    if own and ":" not in own:
        return rooted(own)
    ruled = _RULES.get(blog.engine)
    return rooted(ruled(post, blog, own or style, at)) if ruled else ""


def jekyll_style(blog: Blog, posts: tuple[Found, ...], linked: frozenset[str]) -> str:
    """Return the permalink of a Jekyll blog: by its settings, else by the links between posts."""
    if told := blog.config.text("permalink"):
        return JEKYLL_STYLES.get(told, told)
    times = {post.path: _midnight(post) for post in posts}
    styles = (JEKYLL_STYLES["date"], JEKYLL_STYLES["pretty"], JEKYLL_STYLES["none"], _SHORT)
    return max(
        styles,
        key=lambda style: sum(
            address_of(post, blog, style, times[post.path]).rstrip("/") in linked for post in posts
        ),
    )


def mkdocs_style(blog: Blog) -> str:
    """Return the form that MkDocs gives the addresses of a blog's posts."""
    return blog.config.plugin("blog").text("post_url_format") or _MKDOCS_STYLE


def rooted(address: str) -> str:
    """Return an address from the root on; it ends with a slash unless it is that of a file."""
    steps = "/".join(step for step in address.split("/") if step)
    is_file = steps.rpartition("/")[2].endswith((".html", ".htm"))
    return f"/{steps}" if is_file or not steps else f"/{steps}/"


def _midnight(post: Found) -> datetime | None:
    return datetime(post.day.year, post.day.month, post.day.day) if post.day else None  # noqa: DTZ001


def _hugo(post: Found, blog: Blog, style: str, at: datetime | None) -> str:
    below = post.below
    patterns = blog.config.parts("permalinks")
    patterns = inner if isinstance(inner := patterns.get("page"), dict) else patterns
    pattern = style or _text(patterns.get(below.partition("/")[0].lower()))
    if pattern:
        return _filled(pattern, post, at, below)
    address = hugo_address(below)
    if slug := post.front.text("slug"):
        address = f"{address.rstrip('/').rpartition('/')[0]}/{hugo_name(slug)}/"
    return f"/{post.language.lower()}{address}" if post.language else address


def _zola(post: Found, *_: object) -> str:
    below = post.below.split("/")
    folders = below[:-2] if post.is_bundle else below[:-1]
    name = post.front.text("slug") or _plain_slug(post.slug)
    return "/".join([post.language.lower(), *map(_plain_slug, folders), name])


def _jekyll(post: Found, blog: Blog, style: str, at: datetime | None) -> str:
    return _filled(style, post, at, post.path.removeprefix(blog.root))


def _mkdocs(post: Found, blog: Blog, style: str, at: datetime | None) -> str:
    folder = blog.config.plugin("blog").text("blog_dir") or "blog"
    return f"{'' if folder == '.' else folder}/{_filled(style, post, at, post.path)}"


def _filled(style: str, post: Found, at: datetime | None, path: str) -> str:
    """Return a permalink with its placeholders filled; empty if it asks for a day not known."""
    parts = _parts(post, path) | (_clock(at) if at else {})
    wanted = {first or second for first, second in _PLACEHOLDER.findall(style)}
    if not wanted <= set(parts):
        return ""
    return _PLACEHOLDER.sub(lambda found: parts[found[1] or found[2]], style)


def _parts(post: Found, path: str) -> dict[str, str]:
    slug = post.front.text("slug")
    titled = hugo_name(post.title) or hugo_name(post.slug)
    is_jekyll = "_posts/" in path
    folders = (path.partition("_posts/")[0] if is_jekyll else path).split("/")[:-1]
    named = _categories(post) if is_jekyll else ()
    categories = dict.fromkeys(name.lower() for name in (*folders, *named) if name)
    return {
        "categories": "/".join(categories),
        "title": (slug or post.slug) if is_jekyll else titled,
        "slug": slug or (_plain_slug(post.slug) if is_jekyll else titled),
        "filename": post.name,
        "contentbasename": post.name,
        "slugorfilename": slug or post.name,
        "slugorcontentbasename": slug or post.name,
        "file": post.name,
        "section": folders[0] if folders else "",
        "sections": "/".join(folders),
    }


def _categories(post: Found) -> tuple[str, ...]:
    """Return what Jekyll files a post under: a text under `categories` names one by each word."""
    several = post.front.texts("categories")
    if isinstance(post.front.values.get("categories"), str):
        several = tuple(word for text in several for word in text.split())
    return (*post.front.texts("category"), *several)


def _clock(at: datetime) -> dict[str, str]:
    return {
        "year": f"{at:%Y}", "short_year": f"{at:%y}", "month": f"{at:%m}", "day": f"{at:%d}",
        "i_month": str(at.month), "i_day": str(at.day), "y_day": f"{at:%j}", "yearday": f"{at:%j}",
        "hour": f"{at:%H}", "minute": f"{at:%M}", "second": f"{at:%S}", "date": f"{at:%Y/%m/%d}",
    }  # fmt: skip


def _plain_slug(name: str) -> str:
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


_RULES: dict[Engine, Callable[[Found, Blog, str, datetime | None], str]] = {
    Engine.HUGO: _hugo,
    Engine.ZOLA: _zola,
    Engine.JEKYLL: _jekyll,
    Engine.MKDOCS: _mkdocs,
}
