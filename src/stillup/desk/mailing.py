"""An update of a post as a message to subscribers, ready to send by whatever sends it."""

import msgspec

from stillup.build import Build, build
from stillup.compose.mail import Blanks, mail_view
from stillup.compose.story import Story
from stillup.desk.desk import Desk
from stillup.edge.program import digest_of_program
from stillup.model.post import Update
from stillup.render.fragments import Fragments
from stillup.render.mail import Message
from stillup.renderer import Renderer


class Unsendable(Exception):  # noqa: N818 - it says what is so
    """There is no such message: a fact, and what to do."""

    def __init__(self, fact: str, help: str) -> None:  # noqa: A002
        super().__init__(fact)
        self.fact, self.help = fact, help


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which message: that of the latest update and in the first language, if none is named.

    `draft` allows for what is not public; `same_subject` is explained at `message_of`. `leave_out`
    are source paths to do without.
    """

    update: str = ""
    language: str = ""
    draft: bool = False
    same_subject: bool = False
    leave_out: frozenset[str] = frozenset()
    blanks: Blanks = Blanks()


def write_message(desk: Desk, story: Story, wanted: Wanted) -> Message:
    """Return the message about a post. Raises Unsendable, or ThemeError if the theme is wrong."""
    if story.post.source in wanted.leave_out:
        raise Unsendable(f"`{story.post.title}` is left out", "Mend its file: stillup check")
    made = _build(desk, story, wanted)
    site = made.site
    public = None if site is None else site.by_id.get(story.id)
    if site is None or public is None:
        raise Unsendable("the post has errors", "See what is wrong: stillup check")
    view = mail_view(site, public, _update(public, wanted), _language(desk, wanted), wanted.blanks)
    return Renderer(made, Fragments(desk.memory)).message(
        view, is_draft=story.id in desk.hidden, same_subject=wanted.same_subject
    )


def public_build(desk: Desk, leave_out: frozenset[str]) -> Build:
    """Return the site of the readers without some files. It may have errors."""
    return _decide(desk, leave_out, show_hidden=False) if leave_out else desk.build


def _build(desk: Desk, story: Story, wanted: Wanted) -> Build:
    """Return the site that has the post: that of the readers, or one with drafts."""
    if story.id not in desk.hidden:
        return public_build(desk, wanted.leave_out)
    if not wanted.draft:
        raise Unsendable(
            f"`{story.post.title}` is not public yet, so nobody should get mail about it",
            "Take out `draft` or wait for `publish_at`; to read the message before: --draft",
        )
    return _decide(desk, wanted.leave_out, show_hidden=True)


def _decide(desk: Desk, leave_out: frozenset[str], *, show_hidden: bool) -> Build:
    return build(
        desk.sources,
        desk.now,
        memory=desk.memory,
        leave_out=leave_out,
        found=desk.found,
        program=digest_of_program(),
        show_hidden=show_hidden,
    )


def _update(story: Story, wanted: Wanted) -> Update:
    updates = story.post.updates
    if not updates:
        raise Unsendable(f"`{story.post.title}` has no update yet", "Write one: stillup update")
    if not wanted.update:
        return updates[-1]
    name = wanted.update.rpartition("#")[2]
    found = next((update for update in updates if update.id == name), None)
    if found is None:
        listed = "\n".join(f"  {each.id}  {each.status.value}" for each in reversed(updates))
        raise Unsendable(f"it has no update `{name}`", f"There are:\n{listed}")
    return found


def _language(desk: Desk, wanted: Wanted) -> str:
    settings = desk.settings
    if not wanted.language:
        return settings.default_language
    known = {language.casefold(): language for language in settings.languages}
    if wanted.language.casefold() not in known:
        raise Unsendable(
            f"the site does not speak `{wanted.language}`",
            f"Name one of its languages: {', '.join(settings.languages)}",
        )
    return known[wanted.language.casefold()]
