"""Where to publish, as `site.yaml` says it. Options are kept as they are for the target."""

import re
from collections.abc import Mapping as TableOf

from stillup.model.diagnostic import Problems
from stillup.model.settings import Target
from stillup.parse.fields import Fields, key_name, unique_entries
from stillup.parse.ids import Register
from stillup.parse.nearness import listed, nearest
from stillup.parse.nodes import Mapping, Node, Scalar

_KINDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"file://."), "folder"),
    (re.compile(r"s3://."), "s3"),
    (re.compile(r"(?:az|azure)://."), "azure"),
    (re.compile(r"gs://."), "gcs"),
    (re.compile(r"rsync://."), "rsync"),
    (re.compile(r"tar:."), "tar"),
    (re.compile(r"git@.+|git\+.+|(?:ssh|https|http)://.+\.git/?"), "git"),
)
_OPTIONS: TableOf[str, tuple[str, ...]] = {
    "folder": (),
    "s3": ("endpoint", "region", "domain"),
    "azure": ("account", "endpoint", "domain"),
    "gcs": ("domain",),
    "rsync": ("port", "domain"),
    "tar": (),
    "git": ("branch", "domain", "history"),
}
SECRET_KEY = re.compile(
    r"secret|passw|token|credential|private_?key|access_?key|api_?key|account_?key|auth",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(
    r"AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,}|glpat-\S{20}|://[^/\s:@]+:[^/\s@]+@"
)


def read_targets(fields: Fields, problems: Problems) -> tuple[Target, ...]:
    """Return the targets under `publish`."""
    taken = Register(problems)
    found = (_read_target(node, taken, problems) for node in fields.items("publish"))
    return tuple(target for target in found if target)


def refuse_secrets(node: Node, problems: Problems) -> None:
    """Report every key and value that looks like a secret. `node` is known not to be deep."""
    if isinstance(node, Scalar):
        if _SECRET_VALUE.search(node.text):
            _report_secret(node, "this value looks like a secret", problems)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            if SECRET_KEY.search(key_name(entry.key.text)):
                _report_secret(entry.key, f"`{entry.key.text}` looks like a secret", problems)
            refuse_secrets(entry.value, problems)
    else:
        for item in node.items:
            refuse_secrets(item, problems)


def _report_secret(scalar: Scalar, fact: str, problems: Problems) -> None:
    problems.error(
        "secret-in-settings",
        scalar.place.span,
        f"{fact}, and this file is public",
        help="delete it here and give it to the target's own tool by its environment variable; "
        "if it was ever pushed, have a new one made",
    )


def _read_target(node: Node, taken: Register, problems: Problems) -> Target | None:
    if not isinstance(node, Mapping):
        problems.error(
            "mapping-wanted",
            node.place.span,
            "`publish` wants targets, each with `name` and `to`",
            help='write for example `- {name: folder, to: "file:///srv/www/status"}`',
        )
        return None
    values = {
        key_name(key.text): value
        for key, value in unique_entries(node, problems)
        if isinstance(value, Scalar) or _report_list(key, value, problems)
    }
    name, to = (values.get(key) for key in ("name", "to"))
    if not isinstance(name, Scalar) or not isinstance(to, Scalar) or not name.text or not to.text:
        _report_incomplete(node, problems)
        return None
    kind = _kind_of(to, problems)
    if not kind or not taken.claim(name.text, name.place):
        return None
    _refuse_unknown(node, kind, problems)
    options = {key: value.text for key, value in values.items() if isinstance(value, Scalar)}
    del options["name"], options["to"]
    return Target(name.text, to.text, options)


def kind_of_target(to: str) -> str:
    """Return the kind of target that an address names: `folder`, `s3`, …; empty if none."""
    return next((kind for pattern, kind in _KINDS if pattern.match(to)), "")


def _kind_of(to: Scalar, problems: Problems) -> str:
    if kind := kind_of_target(to.text):
        return kind
    problems.error(
        "unknown-target",
        to.place.span,
        f"`{to.text}` is not a place to publish to",
        help="it begins with `file://`, `s3://`, `az://`, `gs://`, `rsync://` or `tar:`, or is the "
        "address of a Git repository",
        fix=to.place.mended(f'"file://{to.text}"') if to.text.startswith("/") else "",
    )
    return ""


def _refuse_unknown(node: Mapping, kind: str, problems: Problems) -> None:
    known = ("name", "to", *_OPTIONS[kind])
    for entry in node.entries:
        key = key_name(entry.key.text)
        if key in known or SECRET_KEY.search(key):
            continue
        meant = nearest(key, known)
        problems.error(
            "unknown-key",
            entry.key.place.span,
            f"a target of this kind has no key `{entry.key.text}`",
            help=f"did you mean `{meant}`?" if meant else f"the keys are {listed(known)}",
            fix=entry.key.place.mended(meant) if meant else "",
        )


def _report_list(key: Scalar, value: Node, problems: Problems) -> bool:
    problems.error(
        "one-value-wanted",
        value.place.span,
        f"`{key.text}` wants one value, and here stands a list",
        help="write the value on the same line, after the colon",
    )
    return False


def _report_incomplete(node: Mapping, problems: Problems) -> None:
    problems.error(
        "missing-key",
        node.place.span,
        "a target needs a `name` and a `to`",
        help='write for example `- {name: folder, to: "file:///srv/www/status"}`',
    )
