"""Tells those named under `hooks` of each new update, one after another, the oldest first."""

import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import msgspec

from stillup.model.settings import Hook
from stillup.publish.posting import PAUSES, post
from stillup.render.announcement import Announcement

LONGEST: Final = 60.0
"""Seconds that a command may take for one update."""

_JSON: Final = "application/json; charset=utf-8"


class Untold(msgspec.Struct, frozen=True):
    """An update that a hook could not be told of, and why: a sentence without a full stop."""

    hook: str
    update: str
    why: str


def tell_hooks(
    hooks: Sequence[Hook],
    news: Sequence[Announcement],
    *,
    site: Path,
    environ: Mapping[str, str],
    pauses: tuple[float, ...] = PAUSES,
) -> tuple[Untold, ...]:
    """Tell all hooks at once, each of all news; return what failed. Never raises for the world.

    A command gets one update as JSON on its standard input, in the site folder; a webhook gets
    it posted, with the update's id as `Idempotency-Key`.
    """
    if not hooks or not news:
        return ()

    def tell(hook: Hook) -> list[Untold]:
        found = ((each, _tell(hook, each, site, environ, pauses)) for each in news)
        return [Untold(hook.name, each.id, why) for each, why in found if why]

    with ThreadPoolExecutor(len(hooks)) as pool:
        return tuple(untold for found in pool.map(tell, hooks) for untold in found)


def _tell(
    hook: Hook,
    update: Announcement,
    site: Path,
    environ: Mapping[str, str],
    pauses: tuple[float, ...],
) -> str:
    data = msgspec.json.encode(update)
    if hook.command:
        return _run(hook.command, data + b"\n", site, environ)
    address = environ.get(hook.webhook, "").strip()
    if not address:
        return f"the variable `{hook.webhook}` is not set"
    return post(address, data, {"Content-Type": _JSON, "Idempotency-Key": update.id}, pauses=pauses)


def _run(command: str, data: bytes, site: Path, environ: Mapping[str, str]) -> str:
    try:
        done = subprocess.run(  # noqa: S602 - the owner of the site wrote it to be run by a shell
            command,
            shell=True,
            input=data,
            capture_output=True,
            cwd=site,
            env=dict(environ),
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"the command took longer than {LONGEST:.0f} seconds"
    except OSError as error:
        return f"the command could not be started: {error.strerror}"
    if done.returncode == 0:
        return ""
    said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return f"the command ended with {done.returncode}" + (f": {said}" if said else "")
