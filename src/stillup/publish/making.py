"""From a site folder to its targets: read, decide, look, render, send."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from stillup.build import Build, toolchain
from stillup.compose.inventory import SETTINGS
from stillup.edge.cache import Cache
from stillup.edge.counters import Counters
from stillup.edge.failure import UNTOUCHED, Failure
from stillup.edge.folder import read_sources
from stillup.edge.job import Render
from stillup.edge.making import read_build
from stillup.edge.program import digest_of_program
from stillup.edge.workers import Workers
from stillup.model import settings
from stillup.model.digest import digest_of
from stillup.model.ledger import Ledger
from stillup.model.sources import Kind, Sources
from stillup.parse.settings import parse_settings
from stillup.publish.due import find_due
from stillup.publish.guard import Wishes
from stillup.publish.outcome import Outcome, Published
from stillup.publish.readers import fetch_ledger, find_unseen
from stillup.publish.run import Run
from stillup.publish.target import Target, TargetError
from stillup.publish.targets import open_target
from stillup.publish.telling import tell_of
from stillup.publish.timing import Timing

READ_BACK = 50
"""`--verify` asks for so many files at most, the front page and what is smallest in rank first."""


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What to publish, and how. `only` are names of targets; empty means all."""

    folder: Path
    now: datetime
    leave_out: frozenset[str] = frozenset()
    only: tuple[str, ...] = ()
    wishes: Wishes = Wishes()
    if_due: bool = False
    verify: bool = False


class NoSuchTarget(Exception):  # noqa: N818 - it says what is so
    """`name` is in no `publish:` of the settings; `known` are the names that are.

    `name` is empty if there are none at all.
    """

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


Open = Callable[[settings.Target], Target]


def publish_site(
    order: Order,
    *,
    timing: Timing | None = None,
    counters: Counters | None = None,
    progress: Callable[[int, int], None] | None = None,
    told: Callable[[Outcome], None] = lambda _: None,
    open_: Open | None = None,
) -> Published:
    """Publish the site in a folder. A build with errors is returned without any outcome.

    Raises NoSuchTarget; and SourceChanged or ThemeError as `make_site` does.
    """
    timing = timing or Timing()
    counters = counters or Counters()
    opening = open_ or _opener(order.folder)
    with Cache(order.folder, counters) as cache:
        if order.if_due:
            waiting = _not_due(order, cache, opening)
            if waiting is not None:
                return waiting
        made = read_build(
            order.folder, order.now, cache=cache, leave_out=order.leave_out, counters=counters
        )
        if made.site is None or not made.is_good:
            return Published(build=made, at=order.now)

        def render_for(build: Build) -> Render:
            return Workers(
                build, cache, site=order.folder, counters=counters, progress=progress
            ).render

        opened = _Opened(made.site.settings, opening)
        chosen = opened.chosen(order.only)
        wishes = msgspec.structs.replace(order.wishes, content=_content(made.sources, order))
        if order.if_due:
            chosen, _ = find_due(chosen, order.now, wishes.content)
        run = Run(
            made,
            order.now,
            chosen,
            render_for,
            witnesses=[target for target in opened.targets if target not in chosen],
            wishes=wishes,
            timing=timing,
            read_public=_reader(made.site.settings, timing),
            told=told,
        )
        published = run.publish()
    failed = opened.failed(order.only)
    done = msgspec.structs.replace(published, outcomes=(*published.outcomes, *failed))
    if not order.wishes.dry_run:
        untold = tell_of(done, site=order.folder, environ=os.environ)
        done = msgspec.structs.replace(done, untold=untold)
    return _verified(done, made.site.settings, timing) if order.verify else done


class _Opened:
    """The targets of the settings, and those that can't even be opened."""

    def __init__(self, given: settings.Settings, open_: Open) -> None:
        self.targets: list[Target] = []
        self._names = tuple(target.name for target in given.publish)
        self._failed: list[Outcome] = []
        for each in given.publish:
            try:
                self.targets.append(open_(each))
            except TargetError as error:
                failure = Failure(error.message, error.help, UNTOUCHED)
                self._failed.append(Outcome(name=each.name, place=each.to, failure=failure))

    def chosen(self, only: Sequence[str]) -> list[Target]:
        """Return those with such names. Raises NoSuchTarget."""
        if not self._names:
            raise NoSuchTarget("", ())
        for name in only:
            if name not in self._names:
                raise NoSuchTarget(name, self._names)
        return [target for target in self.targets if not only or target.name in only]

    def failed(self, only: Sequence[str]) -> Sequence[Outcome]:
        """Return what became of those that could not be opened."""
        return [outcome for outcome in self._failed if not only or outcome.name in only]


def _opener(folder: Path) -> Open:
    return lambda target: open_target(target, site=folder, environ=os.environ)


def _not_due(order: Order, cache: Cache, open_: Open) -> Published | None:
    """Return that there is nothing to do, None if there is: decided without reading any post."""
    sources = read_sources(order.folder, sightings=cache).sources
    source = sources.get(SETTINGS)
    given = parse_settings(SETTINGS, source.load(), source.digest)[0] if source else None
    if given is None:
        return None
    opened = _Opened(given, open_)
    chosen = opened.chosen(order.only)
    due, following = find_due(chosen, order.now, _content(sources, order))
    if due or opened.failed(order.only):
        return None
    nothing = Build(site=None, theme=None, sources=sources)
    return Published(build=nothing, at=order.now, is_due=False, next_change=following)


def _content(sources: Sources, order: Order) -> str:
    """Return a digest of all that shapes what is published but the clock and the ledger."""
    digests = sorted((s.path, s.digest) for s in sources.values() if s.path not in order.leave_out)
    return digest_of(toolchain(), digest_of_program(), digests, sorted(order.leave_out))


def _reader(given: settings.Settings, timing: Timing) -> Callable[[Sequence[str]], Ledger] | None:
    if not given.url.startswith(("http://", "https://")):
        return None
    return lambda years: fetch_ledger(given.url, years, timing.ledger)


def _verified(published: Published, given: settings.Settings, timing: Timing) -> Published:
    """Return the same, with what readers did not get yet.

    A target with a `domain` is read back there; the first without one at the site's own address.
    """
    by_name = {target.name: target for target in given.publish}
    at_url = next((t.name for t in given.publish if "domain" not in t.options), "")
    outcomes = []
    for outcome in published.outcomes:
        domain = by_name[outcome.name].options.get("domain", "")
        if outcome.failure is None and (domain or outcome.name == at_url):
            unseen = find_unseen(_at(given, domain), _sample(outcome), timing)
            outcomes.append(msgspec.structs.replace(outcome, unseen=unseen))
        else:
            outcomes.append(outcome)
    return msgspec.structs.replace(published, outcomes=tuple(outcomes))


def _at(given: settings.Settings, domain: str) -> settings.Settings:
    """Return the settings as if the site stood at a target's own domain."""
    if not domain:
        return given
    path = urlsplit(given.url).path.rstrip("/")
    base = domain if "://" in domain else f"https://{domain}"
    return msgspec.structs.replace(given, url=f"{base.rstrip('/')}{path}")


def _sample(outcome: Outcome) -> Mapping[str, str]:
    """Return the digests of what to read back: what tells most first."""
    first = {Kind.HOME: 0, Kind.PUBLISHED: 1, Kind.ATOM: 2, Kind.INCIDENT: 3, Kind.MAINTENANCE: 3}
    kinds = (
        {put.document.path: put.document.kind for put in outcome.plan.puts} if outcome.plan else {}
    )
    paths = sorted(outcome.sent, key=lambda path: (first.get(kinds[path], 4), path))
    return {path: outcome.sent[path] for path in paths[:READ_BACK]}
