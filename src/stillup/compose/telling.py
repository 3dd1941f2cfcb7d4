"""How a story is told in a language: views of it, made for a place among the documents."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from stillup.compose import urls
from stillup.compose.ahead import counted, late_at, offer_ahead, phases_ahead
from stillup.compose.chrome import LinkView, Place
from stillup.compose.site import Site
from stillup.compose.story import Facts, Phase, Story
from stillup.compose.story_view import (
    ActionView,
    ComponentView,
    EditView,
    OfferView,
    PersonView,
    StoryLine,
    StoryView,
    UpdateView,
)
from stillup.model.post import Action, Edit, Incident, Moment, Update
from stillup.model.settings import words_in
from stillup.model.status import UNDER_WAY, ComponentStatus, UpdateStatus
from stillup.model.text import Text


def story_line(site: Site, story: Story, place: Place) -> StoryLine:
    """Return a post in one line."""
    title, title_language = title_in(site, story, place.language)
    timeline = story.timeline
    return StoryLine(
        id=story.id,
        kind=story.kind,
        href=place.to(urls.post_path(story.kind, story.id)),
        title=title,
        title_language=title_language,
        status=timeline.status,
        is_open=timeline.is_open,
        highest=timeline.highest,
        started=timeline.started,
        ended=timeline.ended,
        minutes=_minutes(story),
        starts=_plan(timeline.starts),
        ends=_plan(timeline.ends),
        phase=_phase(story.facts),
        phases=phases_ahead(story),
        components=tuple(
            words_in(site.catalogue.components[id_].name, place.language)
            for id_ in timeline.statuses
        ),
        withdrawn=story.post.withdrawn,
        pin=story.post.pin,
    )


def story_view(site: Site, story: Story, place: Place) -> StoryView:
    """Return a post in full."""
    post, timeline = story.post, story.timeline
    title, title_language = title_in(site, story, place.language)
    summary, summary_language = _summary(site, story, place.language)
    updates = [update_view(site, story, update, place) for update in post.updates]
    live = [u for u in updates if u.status is not UpdateStatus.POSTMORTEM]
    return StoryView(
        id=story.id,
        kind=story.kind,
        href=place.to(urls.post_path(story.kind, story.id)),
        address=_address(site, story, place.language),
        title=title,
        title_language=title_language,
        original=_foreign(site, place.language),
        status=timeline.status,
        is_open=timeline.is_open,
        impact=timeline.impact,
        highest=timeline.highest,
        started=timeline.started,
        ended=timeline.ended,
        minutes=_minutes(story),
        starts=_plan(timeline.starts),
        ends=_plan(timeline.ends),
        began=_began(story),
        phase=_phase(story.facts),
        phases=phases_ahead(story),
        components=component_views(site, timeline.statuses, place),
        summary=summary,
        summary_language=summary_language,
        updates=tuple(reversed(live)) if timeline.is_open else tuple(live),
        latest=(live or updates)[-1],
        postmortem=tuple(u for u in updates if u.status is UpdateStatus.POSTMORTEM),
        promised=story.facts.promised,
        late=story.facts.promise == "late" and site.settings.show_lateness,
        late_at=late_at(story) if site.settings.show_lateness else None,
        author=person_view(site, post.author, place.language),
        offer=_offer(site, story),
        edits=_edits(post.edits),
        related=_related(site, story, place),
        withdrawn=post.withdrawn,
        retrospective=isinstance(post, Incident) and post.retrospective,
        pin=post.pin,
    )


def update_view(site: Site, story: Story, update: Update, place: Place) -> UpdateView:
    """Return one update in the language of a page."""
    text, language, unchecked = _update_text(site, story, update, place.language)
    starts_before, ends_before = story.timeline.plans.get(update.id, (None, None))
    starts, starts_before = _moved(update.starts, starts_before)
    ends, ends_before = _moved(update.ends, ends_before)
    return UpdateView(
        id=update.id,
        href=f"{place.to(urls.post_path(story.kind, story.id))}#{update.id}",
        status=update.status,
        at=update.at,
        text=text,
        language=language,
        unchecked=unchecked,
        author=person_view(site, update.author or story.post.author, place.language),
        next_update=update.next_update,
        changes=component_views(site, story.timeline.changes.get(update.id, {}), place),
        impact=update.impact,
        ended=update.ended,
        starts=_plan(starts),
        starts_before=_plan(starts_before),
        ends=_plan(ends),
        ends_before=_plan(ends_before),
        edits=_edits(update.edits),
        retrospective=update.retrospective,
        actions=_actions(update.actions),
    )


def title_in(site: Site, story: Story, language: str) -> tuple[str, str]:
    """Return a post's title, and its language's tag if that is not the page's."""
    translation = story.translations.get(language)
    if translation is not None and translation.title:
        return translation.title, ""
    return story.post.title, _foreign(site, language)


def person_view(site: Site, name: str, language: str) -> PersonView | None:
    """Return who signs; a name that is no id of `people` signs as typed."""
    if not name:
        return None
    person = site.catalogue.people.get(name)
    if person is None:
        return PersonView(name)
    return PersonView(person.name, words_in(person.role, language), person.contact)


def component_views(
    site: Site, statuses: Mapping[str, ComponentStatus], place: Place
) -> tuple[ComponentView, ...]:
    """Return components with a status, in the order of the settings."""
    return tuple(
        ComponentView(
            id_,
            words_in(component.name, place.language),
            place.to(urls.component_path(id_)),
            statuses[id_],
        )
        for id_, component in site.catalogue.components.items()
        if id_ in statuses
    )


def _foreign(site: Site, language: str) -> str:
    default = site.settings.default_language
    return "" if language == default else default


def _address(site: Site, story: Story, language: str) -> str:
    path = urls.in_language(urls.post_path(story.kind, story.id), language, site.settings)
    return urls.absolute(path, site.settings)


def _summary(site: Site, story: Story, language: str) -> tuple[Text, str]:
    translation = story.translations.get(language)
    if translation is not None and not translation.summary.is_empty:
        return translation.summary, ""
    return story.post.summary, _foreign(site, language)


def _update_text(site: Site, story: Story, update: Update, language: str) -> tuple[Text, str, bool]:
    translation = story.translations.get(language)
    for told in translation.updates if translation is not None else ():
        if told.id == update.id and not told.text.is_empty:
            last = max([update.at, *(edit.at for edit in update.edits)])
            checked = translation.checked_at if translation is not None else None
            return told.text, "", checked is None or last > checked
    return update.text, _foreign(site, language), False


def _minutes(story: Story) -> int | None:
    """Return how long customers were hit in all, each minute counted once; None while open."""
    if not isinstance(story.post, Incident) or story.is_open:
        return None
    total, reached = timedelta(), None
    for spell in story.timeline.spells:
        if not spell.is_downtime or spell.until is None:
            continue
        start = spell.since if reached is None else max(spell.since, reached)
        total += max(spell.until - start, timedelta())
        reached = spell.until if reached is None else max(reached, spell.until)
    return -(-int(total.total_seconds()) // 60) or None


def _began(story: Story) -> datetime | None:
    """Return when the work of a maintenance began: by a word, else by plan.

    The state follows the plan, which may be before that word.
    """
    timeline = story.timeline
    done = story.facts.phase is Phase.COMPLETED and not story.post.withdrawn
    if not story.facts.running and not done:
        return None
    if timeline.ended is not None and timeline.ended <= timeline.started:
        return None
    said = (update.at for update in story.post.updates if update.status in UNDER_WAY)
    return next(said, timeline.started)


def _moved(told: Moment | None, before: Moment | None) -> tuple[Moment | None, Moment | None]:
    """Return what an update planned anew and what stood before; nothing if it moved nothing."""
    return (None, None) if told is None or _plan(told) == _plan(before) else (told, before)


def _plan(moment: Moment | None) -> datetime | date | None:
    if moment is None:
        return None
    return moment.at if moment.has_time or moment.day is None else moment.day


def _phase(facts: Facts) -> str:
    return facts.phase.value if facts.phase is not None else ""


def _edits(edits: tuple[Edit, ...]) -> tuple[EditView, ...]:
    return tuple(EditView(edit.at, edit.note) for edit in edits)


def _actions(actions: tuple[Action, ...]) -> tuple[ActionView, ...]:
    return tuple(ActionView(a.what, a.team, a.state, a.day, a.why) for a in actions)


def _offer(site: Site, story: Story) -> OfferView | None:
    offer = story.post.offer
    if offer is None:
        return None
    return OfferView(
        what=offer.what,
        who=offer.who,
        how=offer.how,
        claim_url=offer.claim_url,
        until=offer.until,
        limit=offer.limit,
        applied=offer.applied,
        contact=offer.contact,
        automatic=offer.automatic,
        ended=story.facts.offer_ended,
        days_left=counted(story.facts.days_left),
        ahead=offer_ahead(story, site.settings.time_zone),
    )


def _related(site: Site, story: Story, place: Place) -> tuple[LinkView, ...]:
    found = []
    for id_ in related_ids(site, story):
        other = site.by_id[id_]
        title, language = title_in(site, other, place.language)
        href = place.to(urls.post_path(other.kind, other.id))
        found.append(LinkView(title, href, language=language))
    return tuple(found)


def related_ids(site: Site, story: Story) -> tuple[str, ...]:
    """Return the ids of the public posts that a post names as related."""
    return tuple(ref.id for ref in story.post.related if ref.id in site.by_id)
