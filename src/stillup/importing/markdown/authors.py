"""Who signed the posts of a blog, as people of the new site."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from stillup.importing.front_matter import Front, Value
from stillup.importing.markdown.config import named, read_config
from stillup.importing.names import component_id
from stillup.model.settings import Person
from stillup.writing.slug import unique

_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?([^()\s<>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_REACHED = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_KEYS = ("author", "authors")
_FILES = (".authors.yml", ".authors.yaml", "authors.yml", "authors.yaml")
_LONGEST = 200


class Signature(msgspec.Struct, frozen=True):
    """A name as it is shown, and an address that was typed with it."""

    name: str
    contact: str = ""


class Authors(msgspec.Struct, frozen=True):
    """The people who signed, by their signatures."""

    people: dict[str, Person] = {}

    def id_of(self, signature: Signature | None) -> str:
        """Return the id of who signed, empty for nobody."""
        return self.people[signature.name].id if signature else ""


def find_names(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of authors by the ids that posts sign with, from where engines keep them."""
    names: dict[str, str] = {}
    for path in named(files, _FILES):
        values = read_config(path, files[path]).values
        inner = values.get("authors", values)
        for key, about in inner.items() if isinstance(inner, dict) else ():
            name = about.get("name", "") if isinstance(about, dict) else about
            if isinstance(name, str) and name.strip():
                names.setdefault(key, name)
    return names


def signature_of(front: Front, names: Mapping[str, str]) -> Signature | None:
    """Return who signed a post, several names as one, as typed; links give up their words."""
    typed = [name for key in _KEYS for name in _names(front.values.get(key, ""))]
    shown = [names.get(name.lower(), name) for name in dict.fromkeys(typed)]
    whole = " ".join(", ".join(shown).split())
    links = [link[1] for link in _LINK.findall(whole) if _REACHED.fullmatch(link[1])]
    name = _LINK.sub(r"\1", whole)[:_LONGEST].strip()
    return Signature(name, links[0] if len(links) == 1 else "") if name else None


def people_of(signatures: Iterable[Signature | None]) -> Authors:
    """Return a person for each signature, in the order of their first post."""
    people: dict[str, Person] = {}
    for signature in signatures:
        if signature is not None and signature.name not in people:
            taken = {person.id for person in people.values()}
            id_ = unique(component_id(signature.name), taken)
            people[signature.name] = Person(id=id_, name=signature.name, contact=signature.contact)
    return Authors(people)


def _names(value: Value) -> list[str]:
    if isinstance(value, str):
        return [value.strip()] if value.strip() not in {"", "null", "~"} else []
    if isinstance(value, dict):
        return _names(value.get("name", ""))
    return [name for item in value for name in _names(item)]
