"""What a build did, in plain words and as facts for a machine."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stillup.cli.order import Order
from stillup.cli.typed import in_utc
from stillup.cli.wishes import shown

if TYPE_CHECKING:
    from stillup.build import Build
    from stillup.edge.counters import Counters
    from stillup.edge.failure import Failure
    from stillup.edge.job import Written


def told(order: Order, build: "Build", written: "Written") -> str:
    """Return what was done, where to look, and when the site changes by itself."""
    lines = [_done(order, build, written), _look(order.out)]
    lines += [f"note: {note}" for note in written.notes]
    lines += [left_out_line(path, order.out) for path in sorted(order.leave_out)]
    lines += _hidden(build)
    lines += _next_change(build)
    return "\n".join(lines) + "\n"


def failed(failure: "Failure") -> str:
    """Return why writing failed, what is so now, and what to do."""
    return f"error: {failure.message}\n{failure.state}\nhelp: {failure.help}\n"


def facts(
    order: Order, build: "Build | None", outcome: "Written | Failure | None"
) -> dict[str, Any]:
    """Return the keys of `build --json` besides the problems."""
    from stillup.edge.failure import Failure

    found: dict[str, Any] = dict.fromkeys(
        ("out", "documents", "written", "deleted", "unchanged", "next_change", "failure")
    )
    found["left_out"] = sorted(order.leave_out)
    if isinstance(outcome, Failure):
        found["failure"] = {
            "message": outcome.message, "state": outcome.state, "help": outcome.help
        }  # fmt: skip
    elif build is not None and outcome is not None:
        found |= _facts_of(build, outcome)
    return found


def timings(counters: "Counters") -> dict[str, Any]:
    """Return the seconds of each phase, and every count."""
    from dataclasses import asdict

    counts = asdict(counters)
    seconds = {phase: round(spent, 4) for phase, spent in counts.pop("seconds").items()}
    return {"seconds": seconds, "counts": counts}


def timings_told(counters: "Counters") -> str:
    """Return the same as lines."""
    found = timings(counters)
    rows = [(phase, f"{spent:.3f} s") for phase, spent in found["seconds"].items()]
    rows += [(name.replace("_", " "), f"{count:,}") for name, count in found["counts"].items()]
    return "".join(f"{name:<16}{value:>12}\n" for name, value in rows)


def left_out_line(path: str, out: Path) -> str:
    """Return what readers will not see because a file is left out."""
    return f"left out: {path}: {_unseen(path, out)}"


def _unseen(path: str, out: Path) -> str:
    from stillup.compose.links import subject_of
    from stillup.compose.urls import page_path, post_path

    subject = subject_of(path)
    if subject is None:
        return "readers will not see it"
    folder, name = subject
    if not path.endswith(f"/{name}.md"):
        return "readers see the original in its place"
    kind = "incident" if folder == "incidents" else "maintenance"
    page = page_path(name) if folder == "pages" else post_path(kind, name)
    if not (out / page).is_file():
        return "readers see nothing of it"
    everywhere = "the front page, the history, feeds, calendars, badges and the API"
    elsewhere = "the menu" if folder == "pages" else everywhere
    return f"its page stays as it was; it is missing from {elsewhere}"


def _done(order: Order, build: "Build", written: "Written") -> str:
    from stillup.report.tally import counted

    files = counted(len(build.documents), "file")
    where = shown(order.out)
    if not written.written and not written.deleted:
        return f"Nothing to write: {files} in {where}, all as they should be ({_pages(build)})."
    new = counted(len(written.written), "file")
    rest = len(build.documents) - len(written.written)
    parts = [f"{counted(len(written.deleted), 'file')} deleted"] * bool(written.deleted)
    parts += [f"{rest:,} as they were"] * (rest > 0)
    return f"{new} written to {where}" + "".join(f", {p}" for p in parts) + f" ({_pages(build)})."


def _pages(build: "Build") -> str:
    from stillup.model.sources import FACTS, Kind
    from stillup.report.tally import counted

    html = [d for d in build.documents if FACTS[d.kind].media_type.startswith("text/html")]
    return counted(sum(d.kind is not Kind.REDIRECT for d in html), "page")


def _look(out: Path) -> str:
    index = out / "index.html"
    return f"Look at it: {shown(index)}\n            {index.resolve().as_uri()}"


def _hidden(build: "Build") -> Iterator[str]:
    from stillup.report.tally import counted

    hidden = build.site.hidden if build.site else ()
    if hidden:
        posts = counted(len(hidden), "post")
        yield f"Not shown: {posts} (draft, or to be published later): stillup list --drafts"


def _next_change(build: "Build") -> Iterator[str]:
    from stillup.parse.zones import zone_of

    if build.next_change is not None and build.site is not None:
        zone = zone_of(build.site.settings.time_zone)
        at = build.next_change.at.astimezone(zone)
        yield f"Build again at {at:%Y-%m-%d %H:%M} ({zone.key}): {build.next_change.what}."


def _facts_of(build: "Build", written: "Written") -> dict[str, Any]:
    change = build.next_change
    return {
        "out": written.folder,
        "documents": len(build.documents),
        "written": len(written.written),
        "deleted": len(written.deleted),
        "unchanged": len(build.documents) - len(written.written),
        "next_change": change and {"at": in_utc(change.at), "what": change.what},
    }
