"""`content/site.yaml` to Settings. Checks all that needs no other file."""

from datetime import date

import msgspec

from stillup.model.diagnostic import Diagnostic, Problems
from stillup.model.settings import Company, FeedAlias, Promises, Settings, Words
from stillup.model.status import Impact
from stillup.parse.addresses import read_host, read_path, read_url
from stillup.parse.catalogue import read_components, read_contacts, read_groups, read_people
from stillup.parse.durations import parse_duration
from stillup.parse.fields import Fields, read_choice
from stillup.parse.hooks import read_hooks
from stillup.parse.ids import Register, read_id
from stillup.parse.instants import read_date
from stillup.parse.languages import read_languages, read_words
from stillup.parse.lines import decode_lines
from stillup.parse.look import read_colours, read_logo
from stillup.parse.mapping import parse_mapping
from stillup.parse.nodes import Scalar
from stillup.parse.targets import SECRET_KEY, read_targets, refuse_secrets
from stillup.parse.zone_words import nearest_zone
from stillup.parse.zones import UTC, find_zone

KEYS = (
    "name", "url", "since", "time_zone", "languages", "company", "groups", "components", "people",
    "contact", "promises", "publish", "theme", "logo", "colours", "id_base", "api_id",
    "index_documents", "feed_aliases", "show_lateness", "hub", "hooks", "independence",
)  # fmt: skip


def parse_settings(
    path: str, data: bytes, digest: str
) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Return the settings and what is wrong; None if there is nothing to make them from.

    With errors among what is wrong, the settings are as good as could be made out.
    """
    problems = Problems()
    lines = decode_lines(path, data, problems)
    if lines is None:
        return None, problems.frozen()
    mapping = parse_mapping(lines, problems)
    refuse_secrets(mapping, problems)
    open_entries = tuple(e for e in mapping.entries if not SECRET_KEY.search(e.key.text))
    openly = msgspec.structs.replace(mapping, entries=open_entries)
    fields = Fields(openly, KEYS, problems, what="`site.yaml`")
    settings = _read(fields, path, digest, problems)
    return settings if mapping.entries else None, problems.frozen()


def _read(fields: Fields, path: str, digest: str, problems: Problems) -> Settings:
    languages = read_languages(fields, problems)
    taken = Register(problems)
    groups = read_groups(fields, languages, taken, problems)
    name = _read_name(fields, languages, problems)
    url = _read_address(fields, problems)
    return Settings(
        source=path,
        digest=digest,
        name=name,
        url=url,
        id_base=_read_id_base(fields, url, problems),
        api_id=fields.text("api_id"),
        since=_read_since(fields, problems),
        time_zone=_read_time_zone(fields, problems),
        languages=languages,
        company=_read_company(fields, languages, problems),
        groups=groups,
        components=read_components(fields, groups, languages, taken, problems),
        people=read_people(fields, languages, problems),
        contact=read_contacts(fields, languages, problems),
        promises=_read_promises(fields, problems),
        publish=read_targets(fields, problems),
        theme=_read_theme(fields, problems),
        logo=read_logo(fields, problems),
        colours=read_colours(fields, problems),
        index_documents=fields.flag("index_documents", default=True),
        feed_aliases=_read_feed_aliases(fields, problems),
        show_lateness=fields.flag("show_lateness", default=True),
        hub=_read_hub(fields, problems),
        hooks=read_hooks(fields, problems),
        watch=_read_watch(fields, problems),
    )


def _read_name(fields: Fields, languages: tuple[str, ...], problems: Problems) -> Words:
    if "name" not in fields:
        problems.error(
            "missing-key",
            fields.key_place("name").span,
            "the site has no `name`",
            help="add it:",
            fix="name: Example Status",
        )
    return read_words(fields.node("name"), languages, problems)


def _read_address(fields: Fields, problems: Problems) -> str:
    scalar = fields.scalar("url")
    if "url" not in fields:
        problems.error(
            "missing-key",
            fields.key_place("url").span,
            "the site has no `url`",
            help="add the address at which readers will find it:",
            fix="url: https://status.example.com",
        )
    return read_url(scalar, "url", problems) if scalar else ""


def _read_id_base(fields: Fields, url: str, problems: Problems) -> str:
    scalar = fields.scalar("id_base")
    return (read_url(scalar, "id_base", problems) if scalar else "") or url


def _read_since(fields: Fields, problems: Problems) -> date | None:
    scalar = fields.scalar("since")
    return read_date(scalar, problems) if scalar else None


def _read_time_zone(fields: Fields, problems: Problems) -> str:
    scalar = fields.scalar("time_zone")
    if scalar is None:
        return UTC
    if find_zone(scalar.text) is not None:
        return scalar.text
    meant = nearest_zone(scalar.text)
    problems.error(
        "unknown-zone",
        scalar.place.span,
        f"there is no time zone `{scalar.text}`",
        help=f"did you mean `{meant}`?" if meant else "write a name as `Europe/Lisbon`, or `UTC`",
        fix=scalar.place.mended(meant) if meant else "",
    )
    return UTC


def _read_company(fields: Fields, languages: tuple[str, ...], problems: Problems) -> Company:
    node = fields.node("company")
    if node is None or isinstance(node, Scalar):
        return Company(read_words(node, languages, problems))
    company = fields.child("company", ("name", "url"))
    if company is None:
        return Company()
    url = company.scalar("url")
    return Company(
        read_words(company.node("name"), languages, problems),
        read_url(url, "url", problems) if url else "",
    )


def _read_promises(fields: Fields, problems: Problems) -> Promises:
    promises = fields.child("promises", ("first_update", "between_updates", "postmortem"))
    if promises is None:
        return Promises()
    return Promises(
        first_update=_read_rhythm(promises, "first_update", problems),
        between_updates=_read_rhythm(promises, "between_updates", problems),
        postmortem=promises.text("postmortem"),
    )


def _read_rhythm(promises: Fields, key: str, problems: Problems) -> dict[Impact, int]:
    found: dict[Impact, int] = {}
    for word, node in promises.entries(key):
        impact = read_choice(word, key, Impact, problems)
        value = promises.one(node, word.text)
        seconds = parse_duration(value.text) if value else None
        if value and seconds is None:
            problems.error(
                "duration-not-understood",
                value.place.span,
                f"`{value.text}` is not a length of time",
                help="write for example `15m`, `2h` or `45 minutes`",
            )
        if impact and seconds:
            found[impact] = seconds
    return found


def _read_theme(fields: Fields, problems: Problems) -> str:
    scalar = fields.scalar("theme")
    return (read_id(scalar, problems) if scalar else "") or "default"


def _read_feed_aliases(fields: Fields, problems: Problems) -> tuple[FeedAlias, ...]:
    found: dict[str, FeedAlias] = {}
    for key, node in fields.entries("feed_aliases"):
        value = fields.one(node, "feed_aliases")
        alias, feed = read_path(key, problems), read_path(value, problems) if value else ""
        if alias and feed and value:
            found[alias] = FeedAlias(alias, feed, key.place.span, value.place.span)
    return tuple(found.values())


def _read_hub(fields: Fields, problems: Problems) -> str:
    scalar = fields.scalar("hub")
    return read_url(scalar, "hub", problems) if scalar else ""


def _read_watch(fields: Fields, problems: Problems) -> tuple[str, ...]:
    independence = fields.child("independence", ("watch",))
    if independence is None:
        return ()
    nodes = (independence.one(node, "watch") for node in independence.items("watch"))
    names = (read_host(node, problems) for node in nodes if node)
    return tuple(dict.fromkeys(name for name in names if name))
