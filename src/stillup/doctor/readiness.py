"""Whether this machine could publish now, to enough places, and whether it was done lately."""

from collections.abc import Iterator
from datetime import timedelta

from stillup.compose import urls
from stillup.doctor.domains import registered_domain
from stillup.doctor.facts import Facts, Place
from stillup.doctor.finding import Finding, Grade

LONGEST = timedelta(hours=26)
"""The clock changes the site at every midnight; a schedule may be an hour or two late."""


def judge_readiness(facts: Facts) -> Iterator[Finding]:
    """Yield what is wrong with the targets and with what this machine has to reach them."""
    yield from _judge_number(facts)
    yield from _judge_togetherness(facts)
    for place in facts.places:
        yield from _judge_place(place, facts)
    for hook in facts.settings.hooks:
        if hook.webhook in facts.unset:
            yield Finding(
                "variable-missing",
                Grade.LACK,
                f"the hook `{hook.name}` needs `{hook.webhook}`, a variable that is not set here",
                "news published from here would not be told there",
                f"set it where you publish: export {hook.webhook}=https://…",
            )


def _judge_number(facts: Facts) -> Iterator[Finding]:
    if len(facts.places) > 1:
        return
    only = (
        f"there is one target, `{facts.places[0].name}`" if facts.places else "there is no target"
    )
    yield Finding(
        "one-target",
        Grade.LACK if facts.places else Grade.RISK,
        only,
        "when it is down, the site is" if facts.places else "the site is nowhere to be read",
        "add a target at another provider under `publish:` in site.yaml",
    )


def _judge_togetherness(facts: Facts) -> Iterator[Finding]:
    homes: dict[str, list[str]] = {}
    for place in facts.places:
        for home in {registered_domain(host) for host in place.hosts} or {"this machine"}:
            homes.setdefault(home, []).append(place.name)
    for home, names in homes.items():
        if len(names) == len(facts.places) > 1:
            yield Finding(
                "targets-together",
                Grade.LACK,
                f"all targets, {', '.join(f'`{name}`' for name in names)}, are with `{home}`",
                f"when `{home}` is down, all of them are",
                "move one of them to another provider",
            )


def _judge_place(place: Place, facts: Facts) -> Iterator[Finding]:
    if place.lacking:
        yield Finding(
            "not-ready",
            Grade.RISK,
            f"this machine can't publish to `{place.name}`: {place.lacking}",
            "when CI is down, nothing can be published to it from here",
            "give this machine what it lacks, and run `stillup doctor` again",
        )
    elif place.trouble:
        yield Finding(
            "target-in-trouble",
            Grade.RISK,
            f"`{place.name}` could not be looked at: {place.trouble}",
            "nothing can be published to it now",
            f"mend that, then try `stillup publish --only {place.name} --dry-run`",
        )
    elif place.looked:
        yield from _judge_published(place, facts)


def _judge_published(place: Place, facts: Facts) -> Iterator[Finding]:
    if place.published is None:
        yield Finding(
            "never-published",
            Grade.LACK,
            f"nothing was ever published to `{place.name}`",
            "should the other targets fail, it stands empty",
            f"stillup publish --only {place.name}",
        )
        return
    if facts.now - place.published > LONGEST:
        yield Finding(
            "published-long-ago",
            Grade.RISK,
            f"`{place.name}` was last published to at {place.published:%Y-%m-%d %H:%M} UTC",
            "what should publish it every day has stopped, and would not publish an outage either",
            "look at the runs of your CI; by hand: stillup publish",
        )
    yield from _judge_feeds(place, facts)


def _judge_feeds(place: Place, facts: Facts) -> Iterator[Finding]:
    """Notice a feed address that was published and that the settings no longer name."""
    named = {urls.feed_alias_path(alias.path) for alias in facts.settings.feed_aliases}
    for path in sorted(place.aliases - named):
        yield Finding(
            "feed-alias-lost",
            Grade.RISK,
            f"the old feed address `{path}` is published at `{place.name}`, and site.yaml does not "
            "name it any more",
            "whoever reads that feed hears nothing in the next outage",
            f"write it back into site.yaml: `feed_aliases: {{{path}: feed.rss}}`",
        )
