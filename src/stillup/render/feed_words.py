"""What a feed and its entries say, whatever the form: clean texts in the right language."""

from collections.abc import Callable

from stillup.compose.feeds import CategoryView, EntryView, FeedView
from stillup.render.feed_text import away_from_home, clean, in_one_line
from stillup.render.words import phrase, status_word

_TITLES = {"updates": "{site}", "history": "{site}: one entry per incident"}
_ABOUT = {
    "updates": "Every update of every incident and every maintenance, as an entry of its own.",
    "history": "One entry for each incident and each maintenance, with all its updates.",
}

Content = Callable[[EntryView], str]
"""The full HTML of an entry, with absolute links."""


def feed_title(view: FeedView) -> str:
    """Return what a feed is called."""
    return phrase(_TITLES[view.about], view.language).format(site=in_one_line(view.site))


def feed_about(view: FeedView) -> str:
    """Return what a feed brings, in a sentence."""
    return phrase(_ABOUT[view.about], view.language)


def entry_title(entry: EntryView) -> str:
    """Return the title as plain text, in one language: the status's word speaks the title's."""
    status = (
        phrase("Withdrawn", entry.title_language)
        if entry.withdrawn
        else status_word(entry.status.value, entry.title_language)
    )
    return in_one_line(f"{status}: {entry.title}")


def entry_html(entry: EntryView, content: Content) -> str:
    """Return the full HTML of an entry; what it links to in itself is on its page."""
    return away_from_home(clean(content(entry)), entry.story.address)


def category_word(category: CategoryView, language: str) -> str:
    """Return what people call a category."""
    ours = {"maintenance": "Maintenance", "withdrawn": "Withdrawn"}
    word = (
        phrase(ours[category.term], language)
        if category.term in ours
        else status_word(category.term, language)
    )
    return in_one_line(category.name) or word
