"""The phrases that the program itself says. All others stand in the templates of a theme."""

from collections.abc import Mapping

from stillup.render.language.phrase import Phrase

_COMPONENT = "the state of a component; stands alone or follows a component’s name"
_IMPACT = "how hard an incident hits; follows the word “Impact”"
_STATUS = (
    "a status; stands alone, in headings, and before a title: “Resolved: Email is slow”. "
    "Writers type this very word"
)
_PHASE = "where a maintenance stands, by the clock"


def _words(context: str, note: str, **words: str) -> dict[str, Phrase]:
    return {value: Phrase(word, context=context, note=note) for value, word in words.items()}


WORDS: Mapping[str, Phrase] = {
    **_words(
        "component",
        _COMPONENT,
        operational="Operational",
        under_maintenance="Under maintenance",
        degraded_performance="Degraded performance",
        partial_outage="Partial outage",
        major_outage="Major outage",
        retired="Retired",
    ),
    **_words(
        "impact",
        _IMPACT,
        none="None",
        minor="Minor",
        major="Major",
        critical="Critical",
    ),
    **_words(
        "status",
        _STATUS,
        investigating="Investigating",
        identified="Identified",
        monitoring="Monitoring",
        update="Update",
        resolved="Resolved",
        postmortem="Postmortem",
        scheduled="Scheduled",
        in_progress="In progress",
        verifying="Verifying",
        completed="Completed",
        cancelled="Cancelled",
    ),
    **_words(
        "phase",
        _PHASE,
        unannounced="Scheduled, time to be announced",
        overdue="Not yet confirmed as completed",
    ),
}
"""The word for each value of the vocabularies."""

WITHDRAWN = Phrase(
    "Withdrawn",
    note="where a post stands, and before its title: a false alarm, a duplicate. "
    "Of an incident, a maintenance or an announcement",
)
MAINTENANCE = Phrase("Maintenance", note="planned work: what a post is")
TABLE = Phrase("Table", note="read aloud by screen readers: a table that can be scrolled")
MORE = Phrase(
    "%(num)s more",
    "%(num)s more",
    note="ends a list of names of components: “Email, Webmail, DNS and 2 more”",
)
DAYS = Phrase("%(num)s day", "%(num)s days", note="a part of a duration: “2 days 3 h 20 min”")
HOURS = Phrase("%(num)s h", "%(num)s h", note="hours, a part of a duration, short: “3 h 20 min”")
MINUTES = Phrase("%(num)s min", "%(num)s min", note="minutes, a part of a duration, short")
ON_STATUS_PAGE = Phrase(
    "More on the status page",
    note="a link in the bar on the company’s own pages, "
    "behind the one sentence that says what works",
)
FEED_OF_POSTS = Phrase(
    "%(site)s: one entry per incident", note="the title of a feed; `site` is the site’s name"
)
FEED_OF_PART = Phrase(
    "%(site)s: %(part)s",
    note="the title of a feed; `site` is the site’s name, `part` that of a component, or what kind "
    "of news it brings: “Incidents”, “Major and worse”",
)
_PART = "what kind of news a feed brings; alone, or behind the site’s name and a colon"
INCIDENTS = Phrase("Incidents", note=_PART)
ANNOUNCEMENTS = Phrase("Announcements", note=_PART)
MINOR_OR_WORSE = Phrase("Minor and worse", note=f"{_PART}. Incidents of such an impact")
MAJOR_OR_WORSE = Phrase("Major and worse", note=f"{_PART}. Incidents of such an impact")
CRITICAL_ONLY = Phrase("Critical only", note=f"{_PART}. Incidents of such an impact")
_ABOUT = "describes a feed: to feed readers, and where people choose one"
ABOUT_COMPONENT = Phrase("Every update about %(name)s, and no others.", note=_ABOUT)
ABOUT_GROUP = Phrase(
    "Every update about any part of %(name)s, and no others.",
    note=f"{_ABOUT}. `name` is that of a group of components",
)
ABOUT_INCIDENTS = Phrase(
    "Every update about something that went wrong: no planned work, no announcements.", note=_ABOUT
)
ABOUT_MAINTENANCE = Phrase("Every update about planned work.", note=_ABOUT)
ABOUT_ANNOUNCEMENTS = Phrase(
    "What we announce while nothing is wrong.",
    note=f"{_ABOUT}. Such a post is called “Announcement”",
)
_REACHED = f"{_ABOUT}. Once an incident has reached this impact, all later updates are in it"
ABOUT_MINOR = Phrase("Incidents once they are minor or worse, to their end.", note=_REACHED)
ABOUT_MAJOR = Phrase("Incidents once they are major or worse, to their end.", note=_REACHED)
ABOUT_CRITICAL = Phrase("Incidents once they are critical, to their end.", note=_REACHED)
ABOUT_UPDATES = Phrase(
    "Every update of every incident and every maintenance, as an entry of its own.",
    note="describes a feed to feed readers",
)
ABOUT_POSTS = Phrase(
    "One entry for each incident and each maintenance, with all its updates.",
    note="describes a feed to feed readers",
)

OWN: tuple[Phrase, ...] = (
    *WORDS.values(),
    WITHDRAWN,
    MAINTENANCE,
    TABLE,
    MORE,
    DAYS,
    HOURS,
    MINUTES,
    ON_STATUS_PAGE,
    FEED_OF_POSTS,
    FEED_OF_PART,
    INCIDENTS,
    ANNOUNCEMENTS,
    MINOR_OR_WORSE,
    MAJOR_OR_WORSE,
    CRITICAL_ONLY,
    ABOUT_UPDATES,
    ABOUT_POSTS,
    ABOUT_COMPONENT,
    ABOUT_GROUP,
    ABOUT_INCIDENTS,
    ABOUT_MAINTENANCE,
    ABOUT_ANNOUNCEMENTS,
    ABOUT_MINOR,
    ABOUT_MAJOR,
    ABOUT_CRITICAL,
)
