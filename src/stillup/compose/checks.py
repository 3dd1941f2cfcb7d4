"""What one file can't know alone: ids, names, references and the clock, checked across files."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from stillup.compose.catalogue import Catalogue, is_retired
from stillup.compose.clock import Clock
from stillup.compose.story import Phase, Story
from stillup.model.diagnostic import Problems, Span
from stillup.model.post import ComponentMark, Incident, Maintenance, Translation
from stillup.model.status import ComponentStatus
from stillup.parse.nearness import nearest, nearest_name

Post = Incident | Maintenance

_JOINTS = frozenset({"-", "–", "—", "=", "|", "/", "+", "&", "and"})

SLACK = timedelta(minutes=10)
"""How far ahead of now an update may be dated: writers round up. CONTENT, "Times"."""


def check_names(post: Post, catalogue: Catalogue, problems: Problems) -> None:
    """Check the components and people that a post, which has an update, names."""
    for mark in _marks(post):
        _check_component(mark, post, catalogue, problems)
    for name, span in _authors(post):
        _check_person(name, span, catalogue, problems)


def _marks(post: Post) -> Iterator[ComponentMark]:
    yield from post.components
    for update in post.updates:
        yield from update.components


def _check_component(
    mark: ComponentMark, post: Post, catalogue: Catalogue, problems: Problems
) -> None:
    if not catalogue.knows(mark.name):
        near = _several(mark.name, catalogue) or catalogue.nearest(mark.name)
        problems.error(
            "unknown-component",
            mark.span,
            f"`{mark.name}` is not a component of this site",
            label=f"did you mean `{near}`?" if near else "not in content/site.yaml",
            notes=(_listing("components", catalogue.components),),
            help=f"write `{near}`" if near else "use one of these, or add it to content/site.yaml",
            instead=near,
        )
        return
    component = catalogue.components.get(mark.name)
    day = catalogue.day_of(post.updates[0].at)
    if component is not None and is_retired(component, day):
        problems.warning(
            "retired-component",
            mark.span,
            f"`{mark.name}` was retired on {component.retired}",
            help="name a component that is still in use, or correct `retired` in content/site.yaml",
        )


def _several(name: str, catalogue: Catalogue) -> str:
    """Return the component and state, or the components, that `name` says without marks between.

    Empty if it says neither. What was left out of the corrected line would be lost.
    """
    words = [word for word in name.split() if word.casefold() not in _JOINTS]
    if len(words) < 2 or not any(map(catalogue.knows, words)):  # noqa: PLR2004
        return ""
    state = nearest("_".join(words[1:]), list(ComponentStatus), cutoff=0.5)
    if catalogue.knows(words[0]) and state and not catalogue.knows(words[1]):
        return f"{words[0]}: {state}"
    return ", ".join(words)


def _listing(noun: str, names: Iterable[str]) -> str:
    found = list(names)
    return f"{noun}: {', '.join(found)}" if found else f"content/site.yaml lists no {noun}"


def _authors(post: Post) -> Iterator[tuple[str, Span]]:
    if post.author:
        yield post.author, post.author_span
    for update in post.updates:
        if update.author:
            yield update.author, update.author_span


def _check_person(name: str, span: Span, catalogue: Catalogue, problems: Problems) -> None:
    if name in catalogue.people:
        return
    near = nearest(name, catalogue.people, cutoff=0.7)
    problems.warning(
        "unknown-person",
        span,
        f"`{name}` is not in `people`; the page signs with the name as typed",
        label=f"did you mean `{near}`?" if near else "",
        notes=(_listing("people", catalogue.people),),
        help="use the id of a person in content/site.yaml, so that readers see how to reach them",
        instead=near,
    )


def check_related(post: Post, ids: frozenset[str], problems: Problems) -> None:
    """Check that the posts which a post names as related are among `ids`."""
    for reference in post.related:
        if reference.id in ids and reference.id != post.id:
            continue
        near = nearest_name(reference.id, ids - {post.id}, cutoff=0.6)
        problems.error(
            "unknown-post",
            reference.span,
            "a post can't be related to itself"
            if reference.id == post.id
            else f"there is no public post with the id `{reference.id}`",
            label=f"did you mean `{near}`?" if near else "",
            help="the id of a post is its file name without `.md`",
            instead=near,
        )


def check_clock(post: Post, clock: Clock, problems: Problems) -> None:
    """Check that nothing in a post is dated ahead of now, or of when it is to be published."""
    limit = max(clock.now, post.publish_at or clock.now) + SLACK
    for at, span, what in _dates(post):
        _check_not_ahead(at, span, what, limit, clock, problems)


def latest_date(post: Post) -> datetime:
    """Return the latest moment of a post that must have come."""
    return max(at for at, _, _ in _dates(post))


def _dates(post: Post) -> Iterator[tuple[datetime, Span, str]]:
    for update in post.updates:
        yield update.at, update.span, "this update"
        for edit in update.edits:
            yield edit.at, edit.span, "this correction"
        if update.ended is not None:
            yield update.ended, update.ended_span, "`ended`"
    for edit in post.edits:
        yield edit.at, edit.span, "this correction"
    if isinstance(post, Incident) and post.started is not None:
        yield post.started, post.started_span, "`started`"


def _check_not_ahead(  # noqa: PLR0917
    at: datetime, span: Span, what: str, limit: datetime, clock: Clock, problems: Problems
) -> None:
    if at <= limit:
        return
    shown = at.astimezone(clock.zone)
    now = clock.now.astimezone(clock.zone)
    problems.error(
        "in-the-future",
        span,
        f"{what} is dated {shown:%Y-%m-%d %H:%M} {shown.tzname()}, which has not come yet",
        label=f"it is now {now:%Y-%m-%d %H:%M} {now.tzname()}",
        notes=(_usual_slip(shown, now),),
        help="correct the time; planned work is a maintenance, and `publish_at` holds a post back",
        instead=str(now.year) if shown.year > now.year else "",
        of=str(shown.year),
    )


def _usual_slip(shown: datetime, now: datetime) -> str:
    if shown.year > now.year:
        return "check the year"
    return f"times without a zone are read in {shown.tzinfo}"


def check_overdue(stories: Iterable[Story], problems: Problems) -> None:
    """Remind of maintenance past its planned end: readers see that nobody has confirmed it."""
    for story in stories:
        overdue = story.is_open and story.facts.phase is Phase.OVERDUE
        if not overdue or story.timeline.ends is None:
            continue
        problems.warning(
            "overdue-maintenance",
            story.timeline.ends.span,
            "the planned end has passed, and no update says that the work is completed",
            notes=("the page says so too, and its components stay under maintenance",),
            help="add `## Completed · ` and the time, or move `ends` in an update",
        )


def check_ids(public: Iterable[Post], hidden: Iterable[Post], problems: Problems) -> None:
    """Check that no two posts share an id, letter case aside. A draft holds up nobody else."""
    told, held = tuple(public), tuple(hidden)
    if len({post.id.casefold() for post in (*told, *held)}) == len(told) + len(held):
        return
    first: dict[str, Post] = {}
    _claim_ids(told, first, problems)
    drafts = Problems()
    _claim_ids(held, first, drafts)
    problems.take(drafts, soften=True)


def _claim_ids(posts: Iterable[Post], first: dict[str, Post], problems: Problems) -> None:
    for post in sorted(posts, key=lambda p: p.source):
        other = first.setdefault(post.id.casefold(), post)
        if other is not post:
            problems.error(
                "id-taken",
                Span(post.source),
                f"`{other.source}` has the same id",
                notes=("some hosts don't tell capital from small letters",),
                help="rename this file; add its old address to `aliases` if it was public",
            )


def check_translation(translation: Translation, original: Post | None, problems: Problems) -> None:
    """Check that a translation has an original, and only updates that this has too."""
    span = Span(translation.source)
    if original is None:
        problems.error(
            "no-original",
            span,
            f"there is no post `{translation.id}` that this could be a translation of",
            help="give it the file name of the original, with the language before `.md`",
        )
        return
    ids = {update.id for update in original.updates}
    for update in translation.updates:
        if update.id not in ids:
            problems.error(
                "no-counterpart",
                update.span,
                f"the original has no update `{update.id}`",
                notes=(f"updates of the original: {', '.join(sorted(ids))}",),
                help="copy the heading from the original, time and all",
            )
