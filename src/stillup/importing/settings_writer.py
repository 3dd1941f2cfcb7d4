"""Settings as a `site.yaml` that says of each part where it comes from."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from stillup.model.settings import Component, Group, Person, Settings, Words
from stillup.writing.scalars import flow_map, scalar

NOWHERE = "https://status.example"
"""Stands for the address of a site that names none, until somebody writes the true one."""


def as_base(address: str) -> str:
    """Return a site's address without a slash at the end, empty if it names no host."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    usable = parts.scheme in {"http", "https"} and parts.hostname and not parts.query
    return address.partition("#")[0].rstrip("/") if usable else ""


def write_settings(settings: Settings, origin: str, remarks: Iterable[str] = ()) -> str:
    """Return the file. `origin` names the file it was made from; `remarks` end it as comments."""
    lines = [
        f"# Made by `stillup import` from {origin}. It is yours now: change it as you like.",
        "# What each key means: stillup help format",
        *_head(settings),
        *_parts("groups", (_group(group) for group in settings.groups)),
        *_parts("components", (_component(c) for c in settings.components)),
        *_parts("people", (_person(person) for person in settings.people)),
        *_feeds(settings),
    ]
    comments = [f"# {line}".rstrip() for remark in remarks for line in remark.splitlines()]
    if comments:
        lines += ["", f"# What else {origin} said, without a place above:", *comments]
    return "\n".join(lines) + "\n"


def _head(settings: Settings) -> Iterator[str]:
    yield f"name: {_words(settings.name)}"
    yield f"url: {scalar(settings.url)}"
    yield "# The feeds' ids begin with this. Never change it, even if the site moves."
    yield f"id_base: {scalar(settings.id_base)}"
    if settings.api_id:
        yield f"api_id: {scalar(settings.api_id)}"
    if settings.since is not None:
        yield "# Before this day there is no data."
        yield f"since: {settings.since.isoformat()}"
    yield f"time_zone: {scalar(settings.time_zone)}"
    yield f"languages: [{', '.join(scalar(tag) for tag in settings.languages)}]"


def _parts(key: str, parts: Iterable[list[tuple[str, str]]]) -> Iterator[str]:
    written = list(parts)
    if written:
        yield f"{key}:"
    for part in written:
        for number, (name, value) in enumerate(part):
            yield f"  {'  ' if number else '- '}{name}: {value}"


def _group(group: Group) -> list[tuple[str, str]]:
    found = [("id", scalar(group.id)), ("name", _words(group.name))]
    if group.description:
        found.append(("description", _words(group.description)))
    return found + ([("api_id", scalar(group.api_id))] if group.api_id else [])


def _component(component: Component) -> list[tuple[str, str]]:
    found = [("id", scalar(component.id)), ("name", _words(component.name))]
    if component.group:
        found.append(("group", scalar(component.group)))
    if component.description:
        found.append(("description", _words(component.description)))
    if component.retired is not None:
        found.append(("retired", component.retired.isoformat()))
    if not component.listed:
        found.append(("listed", "false"))
    if component.api_id:
        found.append(("api_id", scalar(component.api_id)))
    return found


def _person(person: Person) -> list[tuple[str, str]]:
    found = [("id", scalar(person.id)), ("name", scalar(person.name))]
    return found + ([("contact", scalar(person.contact))] if person.contact else [])


def _feeds(settings: Settings) -> Iterator[str]:
    if settings.feed_aliases:
        yield "# Old addresses of feeds; the same bytes."
        yield "feed_aliases:"
        yield from (f"  {each.path}: {each.feed}" for each in settings.feed_aliases)


def _words(words: Words) -> str:
    return scalar(words[""]) if set(words) == {""} else flow_map(words)
