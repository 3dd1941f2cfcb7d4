"""Made-up sites whose pages link to each other, and random later versions of them."""

import random
from posixpath import dirname, relpath

from tests.support.fake_build import Pages

_FEED = "<rss/>"


def random_pages(dice: random.Random, before: Pages | None = None) -> Pages:
    """Return a site; one that shares much with `before`, if that is given."""
    ids = _ids(dice, before)
    media = {
        f"media/{name}.png": f"{name} {dice.randrange(2)}" for name in "xyz" if dice.random() < 0.6
    }
    posts = {f"incidents/{i}/index.html": i for i in ids}
    parts = {f"components/{c}/index.html": c for c in "pq" if dice.random() < 0.8}
    files = dict(media)
    for path in posts:
        files[path] = _page(path, _some([*posts, *media], dice), dice)
    for path in parts:
        files[path] = _page(path, _some(posts, dice), dice)
    files["index.html"] = _page("index.html", _some([*posts, *parts, *media], dice), dice)
    files["feed.rss"] = f"{_FEED} {dice.randrange(3)}"
    return Pages(files | _unchanged(files, before, dice))


def _ids(dice: random.Random, before: Pages | None) -> list[str]:
    if before is None:
        return [str(i) for i in range(12) if dice.random() < 0.5]
    old = {path.split("/")[1] for path in before.files if path.startswith("incidents/")}
    return [str(i) for i in range(12) if (str(i) in old) != (dice.random() < 0.25)]


def _unchanged(files: dict[str, str], before: Pages | None, dice: random.Random) -> dict[str, str]:
    """Return the pages that stay as they were: those whose links still lead somewhere."""
    from tests.support.links import links_of

    old = before.files if before is not None else {}
    return {
        path: old[path]
        for path in files
        if path in old
        and dice.random() < 0.6
        and all(target in files for target in links_of(path, old[path].encode()))
    }


def _some(paths: "list[str] | dict[str, str]", dice: random.Random) -> list[str]:
    return [path for path in paths if dice.random() < 0.5]


def _page(path: str, targets: list[str], dice: random.Random) -> str:
    links = " ".join(f'<a href="{relpath(t, dirname(path) or ".")}">x</a>' for t in targets)
    return f"<p>{dice.randrange(1000)}</p> {links}"
