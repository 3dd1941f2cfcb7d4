"""A whole new post: valid YAML, canonical Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from stillup.writing.front_matter import written_value
from stillup.writing.heading import write_heading
from stillup.writing.prose import typed
from stillup.writing.update import NewUpdate, typed_update

Marks = str | Sequence[str] | Mapping[str, str]
"""Components: an id, several, or ids with their statuses."""


def new_incident(
    *,
    title: str,
    impact: str,
    update: NewUpdate,
    components: Marks = (),
    started: str = "",
    author: str = "",
    summary: str = "",
    others: Mapping[str, str | Sequence[str]] | None = None,
) -> str:
    """Return the file of an incident with its first update.

    `others` are more keys with their values, such as `related` or `draft`.
    """
    front = {"title": title, "impact": impact, "components": components, "started": started}
    return _file({**front, "author": author, **(others or {})}, summary, update)


def new_maintenance(
    *,
    title: str,
    starts: str,
    ends: str,
    update: NewUpdate,
    components: Marks = (),
    author: str = "",
    summary: str = "",
    others: Mapping[str, str | Sequence[str]] | None = None,
) -> str:
    """Return the file of a planned piece of work with its first update."""
    front = {"title": title, "components": components, "starts": starts, "ends": ends}
    return _file({**front, "author": author, **(others or {})}, summary, update)


def new_page(*, title: str, text: str = "") -> str:
    """Return the file of a plain page. Its text is left as it is."""
    return joined(_front({"title": title}), [text.strip("\n")])


def joined(front: Iterable[str], parts: Iterable[str]) -> str:
    """Return a file from the lines of its front matter and the parts of its body."""
    head = "\n".join(["---", *front, "---"])
    return "\n\n".join([head, *(part for part in parts if part)]) + "\n"


def _file(front: Mapping[str, Marks], summary: str, update: NewUpdate) -> str:
    lines = typed_update(update, write_heading(update.status, update.at))
    return joined(_front(front), [typed(summary, begins_update=False), "\n".join(lines)])


def _front(keys: Mapping[str, Marks]) -> Iterator[str]:
    for key, value in keys.items():
        if value or key == "title":
            yield f"{key}: {written_value(key, value)}"
