"""The settings of a site: `content/site.yaml` as frozen values. Format: CONTENT."""

from datetime import date

import msgspec

from stillup.model.diagnostic import Span
from stillup.model.status import Impact

Words = dict[str, str]
"""A text by language tag. A text given once for all languages stands under the empty tag."""


def words_in(words: Words, language: str) -> str:
    """Return a text in `language`, else as given for all, else in the first language it has."""
    return words.get(language) or words.get("") or next(iter(words.values()), "")


class Company(msgspec.Struct, frozen=True):
    """Whose service this is."""

    name: Words = {}
    url: str = ""


class Group(msgspec.Struct, frozen=True):
    """Components shown together."""

    id: str
    name: Words
    description: Words = {}
    api_id: str = ""


class Component(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the service in customers' words.

    `retired` is its last day plus nothing: from that day on it is no longer shown as current.
    `listed` false shows it only while it is affected.
    """

    id: str
    name: Words
    group: str = ""
    description: Words = {}
    retired: date | None = None
    listed: bool = True
    api_id: str = ""


class Person(msgspec.Struct, frozen=True):
    """Somebody who signs, and how to reach them."""

    id: str
    name: str
    role: Words = {}
    contact: str = ""


class Contact(msgspec.Struct, frozen=True):
    """One way to reach a person when the service is down."""

    label: Words
    text: Words
    url: str = ""
    hours: Words = {}


class Promises(msgspec.Struct, frozen=True):
    """The rhythm the company commits to. Seconds, by impact; `postmortem` as typed."""

    first_update: dict[Impact, int] = {}
    between_updates: dict[Impact, int] = {}
    postmortem: str = ""


class Target(msgspec.Struct, frozen=True):
    """Where to publish. `options` are the target's own keys, as strings."""

    name: str
    to: str
    options: dict[str, str] = {}


class Hook(msgspec.Struct, frozen=True):
    """Who is told of each new update after publishing.

    Either a `command` for a shell, run in the site folder, or a `webhook`: the name of the
    environment variable that holds the address.
    """

    name: str
    command: str = ""
    webhook: str = ""


class Written(msgspec.Struct, frozen=True):
    """A value and where it stands: what is wrong with it may show only later."""

    text: str
    span: Span


class FeedAlias(msgspec.Struct, frozen=True):
    """The path of an old address of a feed, below ours, and the path of the feed to be found there.

    `span` is where the old address stands, `feed_span` where the feed does.
    """

    path: str
    feed: str
    span: Span = Span("")
    feed_span: Span = Span("")


class Pair(msgspec.Struct, frozen=True):
    """One thing for light surroundings and one for dark. What is None was not given."""

    light: Written | None = None
    dark: Written | None = None


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything `site.yaml` says. `url` and `id_base` have no slash at the end.

    `logo` are source paths; `colours` are `#rrggbb` by name: `accent`, or a component status.
    `watch` are the host names of the service itself, on which nothing here may depend. `hub` is
    the address of a WebSub hub, empty for none. `api_id`, here, of groups and of components, is the
    id in an earlier product's API.
    """

    source: str = "content/site.yaml"
    digest: str = ""
    name: Words
    url: str
    id_base: str
    api_id: str = ""
    since: date | None = None
    time_zone: str = "UTC"
    languages: tuple[str, ...] = ("en",)
    company: Company = Company()
    groups: tuple[Group, ...] = ()
    components: tuple[Component, ...] = ()
    people: tuple[Person, ...] = ()
    contact: tuple[Contact, ...] = ()
    promises: Promises = Promises()
    publish: tuple[Target, ...] = ()
    theme: str = "default"
    logo: Pair = Pair()
    colours: dict[str, Pair] = {}
    index_documents: bool = True
    feed_aliases: tuple[FeedAlias, ...] = ()
    show_lateness: bool = True
    hub: str = ""
    hooks: tuple[Hook, ...] = ()
    watch: tuple[str, ...] = ()

    @property
    def default_language(self) -> str:
        """The language without a prefix in addresses."""
        return self.languages[0]
