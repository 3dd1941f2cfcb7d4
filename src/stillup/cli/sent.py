"""How sending went, in words for somebody who does not want to know Git."""

import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stillup.cli.streams import wants_color, width_for
from stillup.cli.wishes import prefix_of
from stillup.report.cells import harmless

if TYPE_CHECKING:
    from stillup.desk.send import Sent
    from stillup.desk.sending.trouble import CannotSend, Clash, Clashed, Difference, NotGoodEnough
    from stillup.edge.git_trouble import GitTrouble
    from stillup.model.diagnostic import Diagnostic

_LINES_SHOWN = 12


def told_end(sent: "Sent", folder: Path) -> str:
    """Return what happens next."""
    if sent.found:
        return (
            f"\n{_rendered(sent.found, folder)}\n"
            "It is sent, but with what others sent the site has these errors, and nobody can\n"
            "publish it like that. Mend them, then run: stillup send\n"
        )
    return "Whatever publishes the site from there does so now.\n" if sent.went else ""


def told_errors(errors: "NotGoodEnough", folder: Path) -> str:
    """Return what is wrong, and how to send the rest."""
    told = _rendered(errors.found, folder, "nothing was sent")
    if not any(each.is_error for each in errors.found):
        return (
            f"{told}\nWrite what is missing and run the same command again. To send it as it is:\n"
            "stillup send --anyway\n"
        )
    return (
        f"{told}\nMend this and run the same command again. If it is not your post that is wrong,"
        " name\nyour post alone: stillup send FILE\n"
    )


def told_trouble(trouble: "CannotSend | GitTrouble", folder: Path) -> str:
    """Return why it could not be sent, what is so now, and what to do."""
    from stillup.desk.sending.trouble import Unsent

    lines = [f"  {harmless(line)}" for line in trouble.said]
    lines.append(f"error: {harmless(trouble.message)}")
    if isinstance(trouble, Unsent):
        lines.append("your text is safe: it is saved here, and goes with the next `stillup send`")
    else:
        lines.append("nothing was changed")
    lines.append(f"help: {trouble.help}")
    if isinstance(trouble, Unsent):
        way = "To put it before readers now, from this computer: stillup publish"
        lines += [way] if has_targets(folder) else []
    return "\n".join(lines) + "\n"


def told_clash(clashed: "Clashed", folder: Path) -> str:
    """Return whose change clashed, where, both texts, and what to do."""
    lines = [line for clash in clashed.clashes for line in _clash(clash, folder)]
    lines.append("Nothing is lost: yours is saved here, theirs is on the server.")
    settled = [c for c in clashed.clashes if c.kept]
    if settled:
        options = [part for c in settled for part in ("--settled", prefix_of(folder) + c.path)]
        lines.append("Write into your file what is missing in it, then run:")
        again = shlex.join(["stillup", "send", *options])
        lines += ["", again]
        if any(c.missing for c in settled):
            lines += ["", "If it is meant to go without that:", "", f"{again} --anyway"]
    if len(settled) < len(clashed.clashes):
        lines.append("Ask them, or whoever looks after the repository, which of the two is right.")
    return "\n".join(lines) + "\n"


def _clash(clash: "Clash", folder: Path) -> Iterator[str]:
    who, path = harmless(clash.who), harmless(prefix_of(folder) + clash.path)
    if clash.missing:
        yield f"error: not all that {who} wrote is in `{path}`"
    elif clash.deleted == "mine":
        yield f"error: {who} changed `{path}`, which you deleted"
    elif clash.deleted == "theirs":
        yield f"error: {who} deleted `{path}`, which you changed"
    else:
        yield f"error: {who} and you changed the same place of `{path}`"
    if clash.subject:
        yield f"their change: {harmless(clash.subject)}"
    for line in clash.missing[:_LINES_SHOWN]:
        yield f"not in it: `{harmless(line)}`, by {who}"
    if len(clash.missing) > _LINES_SHOWN:
        yield f"… and {len(clash.missing) - _LINES_SHOWN} lines more"
    for difference in clash.differences:
        yield from _difference(difference, path)
    if clash.kept:
        yield f"All of theirs is to be read in `{prefix_of(folder)}{clash.kept}`."
    yield ""


def _difference(difference: "Difference", path: str) -> Iterator[str]:
    place = f"{path}:{difference.line}" if difference.line else path
    yield f" --> {place}"
    yield "  yours:"
    yield from _quoted(difference.mine.splitlines())
    yield "  theirs:"
    yield from _quoted(difference.theirs.splitlines())


def _quoted(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"    | {harmless(line)}" for line in lines[:_LINES_SHOWN] or ["(nothing)"])
    if len(lines) > _LINES_SHOWN:
        yield f"    | … and {len(lines) - _LINES_SHOWN} lines more"


def has_targets(folder: Path) -> bool:
    """Whether the site knows where to publish to."""
    from stillup.parse.settings import parse_settings

    file = folder / "content" / "site.yaml"
    data = file.read_bytes() if file.is_file() else b""
    settings, _ = parse_settings("content/site.yaml", data, "")
    return settings is not None and bool(settings.publish)


def _rendered(found: "Sequence[Diagnostic]", folder: Path, outcome: str = "") -> str:
    from stillup.report.terminal import Screen, render_terminal

    screen = Screen(wants_color(sys.stderr), width_for(sys.stderr), prefix_of(folder))
    return render_terminal(tuple(found), screen=screen, outcome=outcome)
