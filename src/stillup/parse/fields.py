"""Typed readers of a mapping's values. What they can't read they report, and give nothing."""

import re
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from stillup.model.diagnostic import Problems, Span
from stillup.parse.lines import Place
from stillup.parse.nearness import listed, nearest, nearest_or_known
from stillup.parse.nodes import Mapping, Node, Scalar, Sequence

Choice = TypeVar("Choice", bound=StrEnum)

_TRUE = frozenset({"true", "yes", "on"})
_FALSE = frozenset({"false", "no", "off"})
_SEPARATORS = re.compile(r"[\s_-]+")

ELSEWHERE = {
    "affected": "components",
    "systems": "components",
    "services": "components",
    "severity": "impact",
    "level": "impact",
    "date": "started",
    "start": "started",
    "end": "ends",
    "by": "author",
    "base_url": "url",
    "baseurl": "url",
    "timezone": "time_zone",
    "tz": "time_zone",
    "language": "languages",
    "lang": "languages",
    "team": "people",
    "contacts": "contact",
    "targets": "publish",
    "next": "next_update",
    "finished": "ended",
    "pinned": "pin",
    "colors": "colours",
    "color": "colours",
}
"""What other products, and tired people, call our keys."""


def key_name(written: str) -> str:
    """Return a key as we call it: blank, `-` and `_` are the same."""
    return _SEPARATORS.sub("_", written.strip())


class Fields:
    """The values of one mapping by key. Reports unknown and doubled keys at once."""

    def __init__(
        self,
        mapping: Mapping,
        known: Iterable[str],
        problems: Problems,
        *,
        what: str,
        aside: str = "",
        elsewhere: Collection[str] = (),
        where: str = "",
    ) -> None:
        self.place = mapping.place
        self.problems = problems
        self._known = tuple(known)
        self._what = what
        self._aside = aside
        self._elsewhere = elsewhere
        self._where = where
        self._nodes: dict[str, Node] = {}
        self._keys: dict[str, Scalar] = {}
        self._broken = {key_name(key) for key in mapping.broken}
        for entry in mapping.entries:
            self._take(entry.key, entry.value)

    def __contains__(self, key: str) -> bool:
        """Whether `key` has a value, be it one that could not be read."""
        return self.node(key) is not None or key in self._broken

    def node(self, key: str) -> Node | None:
        """Return what stands under `key`; nothing if it is empty."""
        node = self._nodes.get(key)
        return None if isinstance(node, Scalar) and not node.text.strip() else node

    def key_place(self, key: str) -> Place:
        """Return where the key stands, else where the mapping begins."""
        return self._keys[key].place if key in self._keys else self.place

    def span(self, key: str) -> Span:
        """Return where the value stands, else where the mapping begins."""
        node = self._nodes.get(key)
        return node.place.span if node else self.place.span

    def scalar(self, key: str) -> Scalar | None:
        """Return the one value under `key`."""
        node = self.node(key)
        return None if node is None else self.one(node, key)

    def one(self, node: Node, key: str) -> Scalar | None:
        """Return `node` if it is one value; report it if it is not."""
        if isinstance(node, Scalar):
            return Scalar(node.text.strip(), node.place)
        self.problems.error(
            "one-value-wanted",
            node.place.span,
            f"`{key}` wants one value, and here stands a list",
            help="write the value on the same line, after the colon",
        )
        return None

    def text(self, key: str) -> str:
        """Return one value as text, with line breaks made blanks."""
        scalar = self.scalar(key)
        return " ".join(scalar.text.split("\n")).strip() if scalar else ""

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return a yes or a no."""
        scalar = self.scalar(key)
        return default if scalar is None else read_flag(scalar, key, self.problems, default=default)

    def choice(self, key: str, kind: type[Choice]) -> Choice | None:
        """Return one of the words of a vocabulary."""
        scalar = self.scalar(key)
        return None if scalar is None else read_choice(scalar, key, kind, self.problems)

    def items(self, key: str) -> tuple[Node, ...]:
        """Return the members of a list. A single value may stand where a list is wanted."""
        node = self.node(key)
        if node is None:
            return ()
        return node.items if isinstance(node, Sequence) else (node,)

    def child(self, key: str, known: Iterable[str]) -> "Fields | None":
        """Return the mapping under `key`."""
        node = self.node(key)
        return None if node is None else self.mapping(node, key, known)

    def mapping(self, node: Node, key: str, known: Iterable[str]) -> "Fields | None":
        """Return `node` as fields if it is a mapping; report it if it is not."""
        if isinstance(node, Mapping):
            return Fields(node, known, self.problems, what=f"`{key}`")
        first = next(iter(known))
        self.problems.error(
            "mapping-wanted",
            node.place.span,
            f"`{key}` wants keys with values",
            help=f"write them indented below it, or as `{{{first}: …}}`",
        )
        return None

    def entries(self, key: str) -> Iterator[tuple[Scalar, Node]]:
        """Yield free keys with values of the mapping under `key`, doubled ones refused."""
        node = self.node(key)
        if node is None:
            return
        if not isinstance(node, Mapping):
            self.mapping(node, key, ("key",))
            return
        yield from unique_entries(node, self.problems)

    def _take(self, key: Scalar, value: Node) -> None:
        name = key_name(key.text)
        if name in self._nodes:
            _report_doubled(key, self._keys[name], self.problems)
        elif name in self._known:
            self._nodes[name] = value
            self._keys[name] = key
        else:
            self._report_unknown(key, name)

    def _report_unknown(self, key: Scalar, name: str) -> None:
        if name in self._elsewhere:
            self._report_elsewhere(key)
            return
        meant = nearest_or_known(name, self._known, ELSEWHERE)
        self._broken.add(meant)
        keys = f"the keys are {listed(self._known)}{self._aside}"
        self.problems.error(
            "unknown-key",
            key.place.span,
            f"{self._what} has no key `{key.text.strip()}`",
            label="unknown key",
            help=f"did you mean `{meant}`?" if meant else keys,
            fix=key.place.mended(meant) if meant else "",
        )

    def _report_elsewhere(self, key: Scalar) -> None:
        self.problems.error(
            "unknown-key",
            key.place.span,
            f"{self._what} has no key `{key.text.strip()}`",
            label="unknown key",
            help=self._where,
        )


def unique_entries(mapping: Mapping, problems: Problems) -> Iterator[tuple[Scalar, Node]]:
    """Yield the entries of a mapping whose keys are free; refuse a key that comes twice."""
    seen: dict[str, Scalar] = {}
    for entry in mapping.entries:
        if entry.key.text in seen:
            _report_doubled(entry.key, seen[entry.key.text], problems)
        else:
            seen[entry.key.text] = entry.key
            yield entry.key, entry.value


def is_yes_or_no(text: str) -> bool:
    """Whether a text says no more than yes or no."""
    return text.casefold() in _TRUE | _FALSE


def read_flag(scalar: Scalar, key: str, problems: Problems, *, default: bool = False) -> bool:
    """Return a yes or a no, `default` if it is neither."""
    if is_yes_or_no(scalar.text):
        return scalar.text.casefold() in _TRUE
    usual = "false" if default else "true"
    problems.error(
        "yes-or-no",
        scalar.place.span,
        f"`{key}` is either `true` or `false`, not `{scalar.text}`",
        help=f"write `{key}: {usual}`, or leave the line out",
    )
    return default


def read_choice(scalar: Scalar, key: str, kind: type[Choice], problems: Problems) -> Choice | None:
    """Return the word of the vocabulary `kind` that `scalar` is, in any letter case."""
    words = [word.value for word in kind]
    if (name := key_name(scalar.text).casefold()) in words:
        return kind(name)
    meant = nearest(name, words)
    problems.error(
        "unknown-word",
        scalar.place.span,
        f"`{key}` can't be `{scalar.text}`",
        help=(f"did you mean `{meant}`? " if meant else "") + f"It is one of {listed(words)}",
        fix=scalar.place.mended(meant) if meant else "",
    )
    return None


def _report_doubled(key: Scalar, earlier: Scalar, problems: Problems) -> None:
    problems.error(
        "doubled-key",
        key.place.span,
        f"`{key.text}` stands here a second time",
        label="again",
        notes=(f"the first stands in line {earlier.place.line}",),
        help="keep one of the two lines",
    )
