"""Who is told after publishing: commands, and addresses that the environment holds."""

import re

from stillup.model.diagnostic import Problems
from stillup.model.settings import Hook
from stillup.parse.fields import Fields
from stillup.parse.ids import Register
from stillup.parse.nodes import Node, Scalar

_KEYS = ("name", "command", "webhook")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
_EXAMPLE = "- {name: chat, webhook: STATUS_CHAT_WEBHOOK}"


def read_hooks(fields: Fields, problems: Problems) -> tuple[Hook, ...]:
    """Return the hooks under `hooks`."""
    taken = Register(problems)
    found = (_read_hook(node, fields, taken, problems) for node in fields.items("hooks"))
    return tuple(hook for hook in found if hook)


def _read_hook(node: Node, fields: Fields, taken: Register, problems: Problems) -> Hook | None:
    hook = fields.mapping(node, "hooks", _KEYS)
    if hook is None:
        return None
    name, command = hook.scalar("name"), hook.text("command")
    webhook = _read_variable(hook.scalar("webhook"), problems)
    if name is None or bool(command) == ("webhook" in hook):
        problems.error(
            "missing-key",
            node.place.span,
            "a hook needs a `name`, and either a `command` or a `webhook`",
            help=f"write for example `{_EXAMPLE}`",
        )
        return None
    if not command and not webhook:
        return None
    return Hook(name.text, command, webhook) if taken.claim(name.text, name.place) else None


def _read_variable(scalar: Scalar | None, problems: Problems) -> str:
    """Return the name of the environment variable that holds a webhook's address."""
    if scalar is None:
        return ""
    name = scalar.text.removeprefix("$")
    if _VARIABLE.fullmatch(name):
        return name
    problems.error(
        "secret-in-settings" if "://" in scalar.text else "unknown-word",
        scalar.place.span,
        "`webhook` wants the name of an environment variable that holds the address",
        help="whoever knows the address of a webhook can write there, and this file is public: "
        "put the address into a variable, and its name here",
        fix=scalar.place.mended("STATUS_CHAT_WEBHOOK"),
    )
    return ""
