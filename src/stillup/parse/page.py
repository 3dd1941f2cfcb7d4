"""A plain page."""

from stillup.model.diagnostic import Problems
from stillup.model.post import Page
from stillup.parse.blocks import Block, scan_blocks
from stillup.parse.body import text_of
from stillup.parse.fields import Fields
from stillup.parse.posts import PostFile, read_title

KEYS = ("title", "menu", "draft")


def read_page(file: PostFile, problems: Problems) -> tuple[Page, tuple[Block, ...]]:
    """Return a page and the blocks of its text."""
    blocks = scan_blocks(file.body, problems)
    prefix = ""
    language = file.name.language
    page = Page(
        id=file.name.id,
        language=language or file.conventions.languages[0],
        source=file.whole.path,
        digest=file.digest,
        title=read_title(file, problems),
        menu=_read_menu(file.fields, problems),
        draft=file.fields.flag("draft"),
        text=text_of(file.body, file.body.first, prefix=prefix, language=language),
        span=file.fields.span("title"),
    )
    return page, blocks


def _read_menu(fields: Fields, problems: Problems) -> int | None:
    """Return the place in the menu, smallest first; None keeps the page out of it."""
    scalar = fields.scalar("menu")
    if scalar is None:
        return 0
    word = scalar.text.casefold()
    if word in {"false", "no", "off", "none"}:
        return None
    if word in {"true", "yes", "on"}:
        return 0
    if word.removeprefix("-").isdecimal() and word.isascii() and len(word) < 7:  # noqa: PLR2004
        return int(word)
    problems.error(
        "bad-menu",
        scalar.place.span,
        f"`{scalar.text}` is no place in the menu",
        help="write a number, the smallest comes first, or `false` to keep the page out of it",
        fix=scalar.place.mended("1"),
    )
    return 0
