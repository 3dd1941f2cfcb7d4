"""What the front matter of a Statusfy post says: title, severity, times, whether it is over."""

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front
from stillup.importing.statusfy.found import Found
from stillup.importing.times import Time, read_time
from stillup.model.status import ComponentStatus, Impact

_MAINTENANCE = "under-maintenance"


def is_work(front: Front) -> bool:
    """Whether a post is planned work: it is maintenance, and it says for when."""
    return front.text("severity") == _MAINTENANCE and bool(front.text("scheduled"))


def time_in(front: Front, key: str) -> Time | None:
    """Return a time of the front matter."""
    return read_time(front.text(key)) if front.text(key) else None


def feed_id_of(post: Found, base: str) -> str:
    """Return the id that a post had in feeds: its old address."""
    return "" if post.language or not (base and post.own_id) else f"{base}/incidents/{post.own_id}"


def title_of(post: Found, doubts: Doubts) -> str:
    """Return a title on one line; of a post without one, made of its file."""
    title = " ".join(post.front.text("title").split())
    if not title:
        title = post.name.replace("-", " ").replace("_", " ").strip() or post.id
        doubts.note("front-matter", 0, "it has no title", f"it is called `{title}`")
    return title


def impact_of(
    front: Front, doubts: Doubts, *, named: bool
) -> tuple[Impact, ComponentStatus | None]:
    """Return the impact, and the status of components if the impact does not give it."""
    severity, line = front.text("severity").casefold(), front.line("severity")
    if severity == "major-outage":
        outage = ComponentStatus.MAJOR_OUTAGE if named else None
        return (Impact.MAJOR if named else Impact.CRITICAL), outage
    if severity == "partial-outage":
        return Impact.MAJOR, None
    if severity == "degraded-performance":
        return Impact.MINOR, None
    if severity == _MAINTENANCE:
        if not front.text("scheduled"):
            what = "it is maintenance, but nothing says for when it was planned"
            doubts.note("announcement", line, what)
        return Impact.NONE, None
    if severity:
        doubts.note("severity", line, f"`{front.text('severity')}`", "the impact is minor")
    else:
        doubts.note("impact", 0, "there is no `severity`")
    return Impact.MINOR, None


def is_resolved(front: Front) -> bool:
    """Whether it is marked as over."""
    return front.text("resolved").lower() in {"true", "yes", "on", "1"}
