"""Gathers the facts about a site, and judges them."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from stillup.doctor.contacts import judge_contacts
from stillup.doctor.facts import Facts
from stillup.doctor.finding import Finding, Grade
from stillup.doctor.independence import judge_independence, names_to_ask
from stillup.doctor.names import Names
from stillup.doctor.places import look_at
from stillup.doctor.readiness import judge_readiness
from stillup.model.settings import Settings

_ORDER = tuple(Grade)


def examine(
    settings: Settings,
    *,
    site: Path,
    environ: Mapping[str, str],
    now: datetime,
    names: Names | None,
) -> tuple[Finding, ...]:
    """Return what is found, the worst first. Without `names` nothing outside is asked.

    Changes nothing. Never raises for what the world answers: that becomes a finding.
    """
    facts = Facts(
        settings=settings,
        now=now,
        places=look_at(settings, site=site, environ=environ, offline=names is None),
        unset=frozenset(
            h.webhook for h in settings.hooks if h.webhook and not environ.get(h.webhook)
        ),
    )
    if names is not None:
        facts = msgspec.structs.replace(facts, hosts=names.look_up(names_to_ask(facts)))
    return judge(facts)


def judge(facts: Facts) -> tuple[Finding, ...]:
    """Return what the facts say, the worst first."""
    found = dict.fromkeys(_judge(facts))
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.grade)))


def _judge(facts: Facts) -> Iterator[Finding]:
    yield from judge_contacts(facts)
    yield from judge_independence(facts)
    yield from judge_readiness(facts)
