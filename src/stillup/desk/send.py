"""Saves what was written, takes in what others wrote, sends it: for those who do not want Git.

First the change becomes a commit here, so that nothing after that can lose it. What others sent is
brought together with it in Git's own store. The result goes to the server, and only when the server
has it does the checkout follow. Whatever fails on the way leaves the checkout as it was, and the
commit in it.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec

from stillup.desk.sending.changes import Change, Changes, choose, read_changes
from stillup.desk.sending.checkout import Checkout, find_checkout
from stillup.desk.sending.delivery import Delivered, deliver
from stillup.desk.sending.letter import Version, subject_of
from stillup.desk.sending.merging import Settled, kept_at
from stillup.desk.sending.saving import save
from stillup.desk.sending.trouble import CannotSend, NotGoodEnough, Unsent
from stillup.desk.sending.weighing import find_errors, find_faults, read_committed, read_conventions
from stillup.edge.git_trouble import GitTrouble
from stillup.model.diagnostic import Diagnostic

Tell = Callable[[str], None]
_POSTS: Final = ("content/incidents/", "content/maintenance/", "content/pages/")


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to send. `words` are paths in the site folder or ids of posts; none means all.

    `settled` are files in which a clash was settled by hand. `anyway` sends errors too, and such a
    file also without what others wrote.
    """

    words: tuple[str, ...] = ()
    message: str = ""
    settled: tuple[str, ...] = ()
    anyway: bool = False
    dry_run: bool = False


class Sent(msgspec.Struct, frozen=True):
    """What became of it. `found` are errors that the site has now, with what others sent.

    `went` is whether anything new reached the server.
    """

    went: bool
    found: tuple[Diagnostic, ...] = ()


def send(folder: Path, wish: Wish, now: datetime, tell: Tell) -> Sent:
    """Send the changes of a site; `tell` is given one sentence for every step that is done.

    Raises NotGoodEnough, CannotSend or GitTrouble before anything was changed, and after that
    Unsent or Clashed: what was saved stays saved.
    """
    checkout = find_checkout(folder)
    changes = read_changes(checkout)
    chosen = _chosen(folder, changes, wish)
    _tell_of_ignored(changes, tell)
    unsent = tuple(each for each in changes.found if each not in chosen)
    if chosen and not wish.anyway:
        _weigh(folder, checkout, unsent, chosen, now)
    subject = wish.message or _subject(folder, checkout, chosen)
    if wish.dry_run:
        return _only_tell(checkout, chosen, subject, tell)
    if chosen and save(checkout, chosen, subject):
        tell(f"saved here: {subject.splitlines()[0]} ({_files(chosen)})")
    done = _deliver(folder, wish, tell)
    if not done.took_in:
        return Sent(done.went)
    return Sent(done.went, find_errors(folder, find_checkout(folder), unsent, now))


def _deliver(folder: Path, wish: Wish, tell: Tell) -> Delivered:
    try:
        checkout = find_checkout(folder)
        settled = Settled(_read_settled(folder, checkout, wish.settled), wish.anyway)
        return deliver(checkout, read_conventions(folder), settled, tell)
    except (CannotSend, GitTrouble) as trouble:
        raise Unsent(trouble.message, trouble.help, trouble.said) from trouble


def _chosen(folder: Path, changes: Changes, wish: Wish) -> tuple[Change, ...]:
    texts = {
        each.path: (folder / each.path).read_text(encoding="utf-8", errors="replace")
        for each in changes.found
        if each.path.endswith(".md") and (folder / each.path).is_file()
    }
    if wish.settled and not wish.words:
        return tuple(each for each in changes.found if each.path in wish.settled)
    return choose(changes, wish.words, texts)


def _weigh(
    folder: Path,
    checkout: Checkout,
    unsent: Iterable[Change],
    chosen: Iterable[Change],
    now: datetime,
) -> None:
    faults = find_faults(folder, checkout, unsent, chosen, now)
    if faults:
        raise NotGoodEnough(faults, frozenset(each.span.path for each in faults))


def _subject(folder: Path, checkout: Checkout, chosen: Iterable[Change]) -> str:
    versions = [
        Version(each.path, read_committed(checkout, each.path), _now_in(folder / each.path))
        for each in chosen
        if each.path.startswith(_POSTS)
    ]
    others = [Version(e.path, None, None) for e in chosen if not e.path.startswith(_POSTS)]
    return subject_of([*versions, *others], read_conventions(folder))


def _now_in(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _only_tell(checkout: Checkout, chosen: tuple[Change, ...], subject: str, tell: Tell) -> Sent:
    for each in chosen:
        tell(f"would send {each.path} ({each.state})")
    if chosen:
        tell(f"would save it as: {subject.splitlines()[0]}")
    tell(f"would then send to the branch `{checkout.target}` of {checkout.address}")
    return Sent(went=False)


def _tell_of_ignored(changes: Changes, tell: Tell) -> None:
    for path in changes.ignored:
        if path.startswith(_POSTS) and path.endswith((".md", "/")):
            tell(f"not sent: {path}, because Git is told to ignore it (`.gitignore`)")


def _read_settled(folder: Path, checkout: Checkout, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the versions of others that the files here are said to hold."""
    found = {}
    for path in paths:
        kept = folder / kept_at(path)
        if not kept.is_file():
            raise CannotSend(
                f"`{path}` did not clash with what others sent",
                "leave `--settled` out",
            )
        found[checkout.in_repository(path)] = kept.read_bytes()
    return found


def _files(chosen: tuple[Change, ...]) -> str:
    return "1 file" if len(chosen) == 1 else f"{len(chosen)} files"
