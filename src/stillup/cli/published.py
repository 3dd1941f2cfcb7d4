"""What publishing did, in plain words and as facts: what is live where, and since when."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from stillup.cli.typed import in_utc

if TYPE_CHECKING:
    from stillup.publish.missing import Missing
    from stillup.publish.outcome import Outcome, Published
    from stillup.publish.plan import Plan

_SHOWN = 20
_MISSING_SHOWN = 8


def told(published: "Published", again: str, *, dry_run: bool) -> str:
    """Return one screen about every target, and what to do for those that failed."""
    lines = [f"note: {note}" for note in published.notes]
    for outcome in published.outcomes:
        lines += _plan_told(outcome, published) if dry_run else _told(outcome, published, again)
    lines += _news(published, dry_run=dry_run)
    lines += [f"warning: {each}" for each in published.untold]
    return "".join(f"{line}\n" for line in lines)


def told_missing(published: "Published", again: str) -> str:
    """Return what readers have seen and would no longer find, each with its cause and cure."""
    done = any(outcome.failure is None for outcome in published.outcomes)
    state = "the targets below are up to date, the others as they were"
    lines = [
        "error: readers have seen what this site no longer has",
        state if done else "nothing was published, and nothing was changed",
    ]
    for cause, cure, group in _grouped(published.missing):
        lines += ["", *(_named(each) for each in group[:_MISSING_SHOWN])]
        if len(group) > _MISSING_SHOWN:
            lines.append(f"  and {len(group) - _MISSING_SHOWN} more")
        lines += [f"  likely: {cause}", f"  help: {cure}"]
    lines += ["", f"then run: {again}"]
    return "".join(f"{line}\n" for line in lines)


def facts(published: "Published | None", *, dry_run: bool) -> dict[str, Any]:
    """Return the keys of `publish --json` besides the problems."""
    if published is None:
        return {"targets": [], "missing": [], "new_updates": [], "dry_run": dry_run}
    return {
        "dry_run": dry_run,
        "due": published.is_due,
        "next_change": published.next_change and in_utc(published.next_change),
        "targets": [_target(outcome, published, dry_run=dry_run) for outcome in published.outcomes],
        "missing": [
            {
                "id": each.key,
                "first_public": each.first and in_utc(each.first),
                "cause": each.cause,
                "help": each.cure,
            }
            for each in published.missing
        ],
        "new_updates": list(published.new_updates),
        "untold": list(published.untold),
        "notes": list(published.notes),
    }


def _target(outcome: "Outcome", published: "Published", *, dry_run: bool) -> dict[str, Any]:
    plan, failure = outcome.plan, outcome.failure
    live = _live(outcome, published, dry_run=dry_run)
    return {
        "name": outcome.name,
        "place": outcome.place,
        "live_since": live and in_utc(live),
        "uploads": [
            {"path": put.document.path, "why": put.reason.value}
            for put in (plan.puts if plan else ())
        ],
        "deletes": list(plan.deletions) if plan else [],
        "bytes": outcome.bytes,
        "unseen": list(outcome.unseen),
        "failure": failure
        and {"message": failure.message, "state": failure.state, "help": failure.help},
    }


def _live(outcome: "Outcome", published: "Published", *, dry_run: bool) -> datetime | None:
    """Return when what is live at a target was published, None if that is not known."""
    if outcome.failure is None and not dry_run:
        return published.at
    return outcome.before.at if outcome.before else None


def _told(outcome: "Outcome", published: "Published", again: str) -> Iterator[str]:
    head = f"{outcome.name} ({outcome.place})"
    if outcome.failure is None:
        yield f"{head}: live since {_clock(published.at)}; {_counts(outcome)}"
        for address in outcome.unseen[:_SHOWN]:
            yield f"  readers still get something else at {address}"
        if outcome.unseen:
            more = f"{again} --only {outcome.name} --verify"
            yield f"  help: if a cache stands before it, wait or empty it, then run: {more}"
        return
    yield f"{head}: failed: {outcome.failure.message}"
    before = outcome.before
    since = f"live there is what was published at {_clock(before.at)}; " if before else ""
    yield f"  {since}{outcome.failure.state}"
    yield f"  help: {outcome.failure.help}"


def _counts(outcome: "Outcome") -> str:
    from stillup.report.tally import counted

    plan = outcome.plan
    if plan is None:
        return "nothing to do"
    parts = [f"{counted(len(plan.puts), 'file')} sent ({_size(outcome.bytes)})"]
    parts += [f"{len(plan.deletions):,} deleted"] * bool(plan.deletions)
    parts += [f"{len(plan.stay):,} as they were"] * bool(plan.stay)
    return ", ".join(parts)


def _plan_told(outcome: "Outcome", published: "Published") -> Iterator[str]:
    if outcome.failure is not None:
        yield from _told(outcome, published, "")
    if outcome.plan is None:
        return
    from stillup.report.tally import counted

    plan = outcome.plan
    why = ", ".join(f"{count:,} {reason}" for reason, count in _reasons(plan).items())
    if outcome.failure is None:
        yield (
            f"{outcome.name} ({outcome.place}): {counted(len(plan.puts), 'file')} would be sent"
            f"{f' ({why})' if why else ''}, {len(plan.deletions):,} deleted, "
            f"{len(plan.stay):,} would stay as they are"
        )
    rows = [f"  {put.reason.value:<8} {put.document.path}" for put in plan.puts]
    rows = rows[:_SHOWN] + [f"  … and {len(rows) - _SHOWN:,} more"] * (len(rows) > _SHOWN)
    yield from rows
    yield from (f"  delete   {path}" for path in plan.deletions)


def _reasons(plan: "Plan") -> dict[str, int]:
    counts = Counter(put.reason.value for put in plan.puts)
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _news(published: "Published", *, dry_run: bool) -> Iterator[str]:
    from stillup.report.tally import counted

    if not published.is_due:
        until = published.next_change
        when = f" before {_clock(until)}" if until else ""
        yield f"Nothing to publish{when}: the content is as it was."
        return
    if dry_run or not any(outcome.failure is None for outcome in published.outcomes):
        return
    if published.new_updates and not published.is_first:
        yield f"New for readers: {counted(len(published.new_updates), 'update')}."
    if published.next_change:
        yield f"Publish again at {_clock(published.next_change)}: {_what(published)}."


def _what(published: "Published") -> str:
    change = published.build.next_change
    return change.what if change else ""


def _grouped(
    missing: "tuple[Missing, ...]",
) -> "Iterator[tuple[str, str, list[Missing]]]":
    groups: dict[tuple[str, str], list[Missing]] = {}
    for each in missing:
        groups.setdefault((each.cause, each.cure), []).append(each)
    for (cause, cure), group in groups.items():
        yield cause, cure, group


def _named(each: "Missing") -> str:
    since = f", public since {_clock(each.first)}" if each.first else ""
    return f"  {each.key}{since}"


def _clock(at: datetime) -> str:
    from datetime import UTC

    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _size(count: int) -> str:
    units = ("B", "KB", "MB", "GB")
    size, unit = float(count), 0
    while size >= 1000 and unit < len(units) - 1:  # noqa: PLR2004
        size, unit = size / 1000, unit + 1
    return f"{count} B" if unit == 0 else f"{size:.1f} {units[unit]}"
