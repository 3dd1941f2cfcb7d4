"""What the site is made of: groups, components, people and ways to reach them."""

from stillup.model.diagnostic import Problems
from stillup.model.settings import Component, Contact, Group, Person
from stillup.parse.addresses import read_reachable
from stillup.parse.fields import Fields
from stillup.parse.ids import Register, read_id
from stillup.parse.instants import read_date
from stillup.parse.languages import read_words
from stillup.parse.nearness import listed, nearest

_EVERYTHING = "all"
_COMPONENT_KEYS = ("id", "name", "group", "description", "retired", "listed", "api_id")
_GROUP_KEYS = ("id", "name", "description", "api_id")
_PERSON_KEYS = ("id", "name", "role", "contact")
_CONTACT_KEYS = ("label", "text", "url", "hours")


def read_groups(
    fields: Fields, languages: tuple[str, ...], taken: Register, problems: Problems
) -> tuple[Group, ...]:
    """Return the groups, in the order in which they are shown."""
    found = []
    for each in _parts(fields, "groups", _GROUP_KEYS):
        if name := _own_id(each, taken, problems):
            words = read_words(each.node("name"), languages, problems) or {"": name}
            about = read_words(each.node("description"), languages, problems)
            found.append(Group(name, words, about, each.text("api_id")))
    return tuple(found)


def read_components(
    fields: Fields,
    groups: tuple[Group, ...],
    languages: tuple[str, ...],
    taken: Register,
    problems: Problems,
) -> tuple[Component, ...]:
    """Return the components, in the order in which they are shown."""
    found = []
    for each in _parts(fields, "components", _COMPONENT_KEYS):
        name = _own_id(each, taken, problems)
        retired = each.scalar("retired")
        component = Component(
            id=name,
            name=read_words(each.node("name"), languages, problems) or {"": name},
            group=_read_group(each, groups, problems) if groups or "groups" not in fields else "",
            description=read_words(each.node("description"), languages, problems),
            retired=read_date(retired, problems) if retired else None,
            listed=each.flag("listed", default=True),
            api_id=each.text("api_id"),
        )
        if name:
            found.append(component)
    return tuple(found)


def read_people(
    fields: Fields, languages: tuple[str, ...], problems: Problems
) -> tuple[Person, ...]:
    """Return those who sign."""
    taken, found = Register(problems), []
    for each in _parts(fields, "people", _PERSON_KEYS):
        name = _own_id(each, taken, problems)
        contact = each.scalar("contact")
        person = Person(
            id=name,
            name=each.text("name") or name,
            role=read_words(each.node("role"), languages, problems),
            contact=read_reachable(contact, "contact", problems) if contact else "",
        )
        if name:
            found.append(person)
    return tuple(found)


def read_contacts(
    fields: Fields, languages: tuple[str, ...], problems: Problems
) -> tuple[Contact, ...]:
    """Return the ways to reach a person when the service is down."""
    found = []
    for each in _parts(fields, "contact", _CONTACT_KEYS):
        url = each.scalar("url")
        contact = Contact(
            label=read_words(each.node("label"), languages, problems),
            text=read_words(each.node("text"), languages, problems),
            url=read_reachable(url, "url", problems) if url else "",
            hours=read_words(each.node("hours"), languages, problems),
        )
        if contact.label or contact.text or contact.url:
            found.append(contact)
    return tuple(found)


def _parts(fields: Fields, key: str, known: tuple[str, ...]) -> list[Fields]:
    found = (fields.mapping(node, key, known) for node in fields.items(key))
    return [each for each in found if each]


def _own_id(each: Fields, taken: Register, problems: Problems) -> str:
    scalar = each.scalar("id")
    if scalar is None:
        if "id" not in each:
            problems.error(
                "missing-key",
                each.place.span,
                "this one has no `id`",
                help="give it a short one that never changes, for example `id: email`",
            )
        return ""
    name = read_id(scalar, problems)
    if name.casefold() == _EVERYTHING:
        problems.error(
            "reserved-name",
            scalar.place.span,
            "`all` stands for every component",
            help="choose another id",
        )
        return ""
    return name if name and taken.claim(name, scalar.place) else ""


def _read_group(each: Fields, groups: tuple[Group, ...], problems: Problems) -> str:
    scalar = each.scalar("group")
    names = [group.id for group in groups]
    if scalar is None or scalar.text in names:
        return scalar.text if scalar else ""
    meant = nearest(scalar.text, names)
    problems.error(
        "unknown-group",
        scalar.place.span,
        f"there is no group `{scalar.text}`",
        help=f"did you mean `{meant}`?"
        if meant
        else f"the groups are {listed(names)}"
        if names
        else f"add `groups:` with `- {{id: {scalar.text}, name: …}}`",
        fix=scalar.place.mended(meant) if meant else "",
    )
    return ""
