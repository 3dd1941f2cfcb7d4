"""What works now: the state of every component and of the site as a whole."""

from collections.abc import Iterable

import msgspec

from stillup.compose.catalogue import Catalogue
from stillup.compose.story import Story
from stillup.model.post import Incident
from stillup.model.status import ComponentStatus, status_of_impact, worst_status


class StatusNow(msgspec.Struct, frozen=True):
    """The state of the site: CONTENT, "State".

    `components` has every declared component; `causes` the ids of the posts behind a state other
    than operational. `overall` is the worst of the components and of the impacts of open
    incidents, so that no open incident leaves the page green.
    """

    overall: ComponentStatus
    components: dict[str, ComponentStatus]
    causes: dict[str, tuple[str, ...]]


def status_now(stories: Iterable[Story], catalogue: Catalogue) -> StatusNow:
    """Return the state that open incidents and running maintenance give."""
    active = [s for s in stories if is_active(s)]
    components = {
        id_: worst_status(s.timeline.statuses.get(id_, ComponentStatus.OPERATIONAL) for s in active)
        for id_ in catalogue.components
    }
    impacts = [status_of_impact(s.timeline.impact) for s in active if isinstance(s.post, Incident)]
    causes = {
        id_: tuple(s.id for s in active if _affects(s, id_))
        for id_, status in components.items()
        if status is not ComponentStatus.OPERATIONAL
    }
    return StatusNow(worst_status([*components.values(), *impacts]), components, causes)


def is_active(story: Story) -> bool:
    """Whether a post bears on what works now."""
    if isinstance(story.post, Incident):
        return story.is_open
    return story.facts.running


def _affects(story: Story, component: str) -> bool:
    status = story.timeline.statuses.get(component, ComponentStatus.OPERATIONAL)
    return status is not ComponentStatus.OPERATIONAL
