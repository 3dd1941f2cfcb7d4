"""The settings of a site of which only JSON is known."""

from collections.abc import Iterable
from datetime import date

from stillup.importing.doubt import Doubts
from stillup.importing.json_files import Document, Record
from stillup.importing.letters import guess_language
from stillup.importing.lists.found import Found
from stillup.importing.lists.head import beginning_of
from stillup.importing.lists.keys import text_of
from stillup.importing.roster import Roster
from stillup.importing.settings_writer import NOWHERE, as_base
from stillup.model.settings import FeedAlias, Settings


def settings_of(
    documents: Iterable[Document],
    found: list[Found],
    roster: Roster,
    words: str,
    doubts: Doubts,
    *,
    is_declared: bool,
) -> Settings:
    """Return our settings; what nothing tells is to be mended, and said. `words` are all posts."""
    page = next(filter(None, (_page(document) for document in documents)), {})
    name, base = text_of(page, ("name",)), as_base(text_of(page, ("url",)))
    if not name:
        doubts.note("setting", 0, "nothing names the site", "`name` is `Status`: change it")
    if not base:
        doubts.note("setting", 0, "nothing says where it was", f"`url` is {NOWHERE}: change it")
    language = guess_language(words, "nothing says the language", doubts)
    if roster.components and not is_declared:
        what = "nothing lists the components, so those that posts name are the list"
        doubts.note("setting", 0, what, "give them the names that customers know")
    return Settings(
        name={"": " ".join(name.split()) or "Status"},
        url=base or NOWHERE,
        id_base=base or NOWHERE,
        since=_oldest(found),
        languages=(language,),
        components=roster.components,
        feed_aliases=(FeedAlias("history.json", "feed.json"),) if _is_folder(found) else (),
    )


def _page(document: Document) -> Record:
    value = document.value
    page = value.get("page") if isinstance(value, dict) else None
    return page if isinstance(page, dict) else {}


def _is_folder(found: Iterable[Found]) -> bool:
    """Whether posts lie as those of DatoCMS do, whose site has three feeds of its history."""
    return any(each.stem and "/" in each.raw.path for each in found)


def _oldest(found: Iterable[Found]) -> date | None:
    starts = (beginning_of(each.raw) for each in found)
    return min((start.at.date() for start in starts if start), default=None)
