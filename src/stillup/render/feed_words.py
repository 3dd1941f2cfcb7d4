"""What a feed and its entries say, whatever the form: clean texts in the right language."""

from collections.abc import Callable

from stillup.compose.entries import CategoryView, EntryView
from stillup.compose.feeds import FeedView
from stillup.render.feed_text import away_from_home, clean, in_one_line
from stillup.render.language import own
from stillup.render.language.language import Language

_PARTS = {
    "incidents": own.INCIDENTS,
    "maintenance": own.MAINTENANCE,
    "announcements": own.ANNOUNCEMENTS,
    "minor": own.MINOR_OR_WORSE,
    "major": own.MAJOR_OR_WORSE,
    "critical": own.CRITICAL_ONLY,
}
_ABOUT = {
    "updates": own.ABOUT_UPDATES,
    "history": own.ABOUT_POSTS,
    "component": own.ABOUT_COMPONENT,
    "group": own.ABOUT_GROUP,
    "incidents": own.ABOUT_INCIDENTS,
    "maintenance": own.ABOUT_MAINTENANCE,
    "announcements": own.ABOUT_ANNOUNCEMENTS,
    "minor": own.ABOUT_MINOR,
    "major": own.ABOUT_MAJOR,
    "critical": own.ABOUT_CRITICAL,
}
_TERMS = {"maintenance": own.MAINTENANCE, "withdrawn": own.WITHDRAWN}

Content = Callable[[EntryView], str]
"""The full HTML of an entry, with absolute links."""


def feed_title(view: FeedView, language: Language) -> str:
    """Return what a feed is called."""
    site, name = in_one_line(view.site), in_one_line(view.name)
    if view.about == "updates":
        return site
    if view.about == "history":
        return language.say(own.FEED_OF_POSTS, site=site)
    part = name or language.say(_PARTS[view.about])
    return language.say(own.FEED_OF_PART, site=site, part=part)


def feed_about(view: FeedView, language: Language) -> str:
    """Return what a feed brings, in a sentence."""
    return language.say(_ABOUT[view.about], name=in_one_line(view.name))


def entry_title(entry: EntryView, language: Language) -> str:
    """Return the title as plain text. The status is said in the title's own `language`."""
    status = language.say(own.WITHDRAWN) if entry.withdrawn else language.word(entry.status.value)
    return in_one_line(f"{status}: {entry.title}")


def entry_html(entry: EntryView, content: Content) -> str:
    """Return the full HTML of an entry; what it links to in itself is on its page."""
    return away_from_home(clean(content(entry)), entry.story.address)


def category_word(category: CategoryView, language: Language) -> str:
    """Return what people call a category."""
    term = _TERMS.get(category.term)
    word = language.word(category.term) if term is None else language.say(term)
    return in_one_line(category.name) or word
