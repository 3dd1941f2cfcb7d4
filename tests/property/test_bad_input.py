"""Whatever is in a file, parsing ends without an exception and nothing is lost in silence.

Nothing lost: in a file that would be published, taking any one line away changes what the file
says, or that line was named in a diagnostic. The full run (STILLUP_RUNS=1) takes 10,000 inputs
and more.
"""

import os
import random
import re
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.model.diagnostic import Diagnostic
from stillup.model.parsed import Conventions, Parsed
from stillup.parse.file import parse_file
from stillup.parse.settings import parse_settings
from tests.support.case import SITE
from tests.support.damage import LINES, NASTY, damaged
from tests.support.facts import as_written, facts_of
from tests.support.real_posts import our_posts, raw_posts

RUNS = float(os.environ.get("STILLUP_RUNS", "0.1"))
MUTATIONS = max(100, int(7000 * RUNS))
GENERATED = max(50, int(3000 * RUNS))
SETTINGS = max(50, int(1500 * RUNS))

PATHS = (
    "content/incidents/2026-11-21-email.md",
    "content/incidents/2026-11-21-email.ca.md",
    "content/maintenance/2026-12-01-store.md",
    "content/pages/contact.md",
)
CONVENTIONS = Conventions("Europe/Lisbon", ("en", "ca"))
# What may go without a trace: fences, remarks, and saying what is so anyway.
SAYS_NOTHING = re.compile(
    r"\s*(?:-+|\.{3}|#.*|[\w -]+:\s*(?:false|no|off|true|yes|on|0+|\[\]|\{\}|''|\"\"|none|u?[0-9-]+)?"
    r"|[\w -]+:\s*#.*|[}\]]|\\)\s*",
    re.IGNORECASE,
)


def lines_of(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def parsed(path: str, data: bytes) -> Parsed:
    return parse_file(path, data, "digest", CONVENTIONS)


def assert_well_formed(found: Diagnostic, path: str, lines: list[str]) -> None:
    assert found.span.path == path
    assert 0 <= found.span.line <= len(lines), found
    written = lines[found.span.line - 1] if found.span.line else ""
    assert 1 <= found.span.column <= len(written) + 1 or found.code == "invisible-character", found
    assert found.message, found
    assert "\n" not in found.message + found.help + "".join(found.notes), found
    assert not found.message.endswith("."), found
    assert found.help, found


def named_lines(whole: Parsed, lines: list[str]) -> Iterator[int]:
    """Yield the lines that diagnostics name.

    Among the keys a named line stands for its whole entry, in the body a heading for its update.
    """
    fences = [number for number, line in enumerate(lines, 1) if line.rstrip() == "---"]
    closing = fences[1] if len(fences) > 1 else len(lines)
    for number in {d.span.line for d in whole.diagnostics}:
        yield number
        if number < closing:
            yield from _while(lines, number, -1, re.compile(r"\W|$"))
            yield from _while(lines, number + 1, 1, re.compile(r"\W|$"))
        if number and lines[number - 1].startswith("##"):
            yield from _while(lines, number + 1, 1, re.compile(r"(?!## )"))


def _while(lines: list[str], number: int, step: int, kind: re.Pattern[str]) -> Iterator[int]:
    """Yield numbers from `number` on, up to the first line not of a kind, going up with it."""
    while 1 <= number <= len(lines) and kind.match(lines[number - 1]):
        yield number
        number += step
    if step < 0:
        yield number


def assert_nothing_lost(path: str, data: bytes, dice: random.Random) -> None:
    whole = parsed(path, data)
    lines = lines_of(data)
    for found in whole.diagnostics:
        assert_well_formed(found, path, lines)
    if whole.item is None:
        assert whole.diagnostics, "nothing was made of the file, and nothing was said"
    if whole.item is None or any(d.is_error for d in whole.diagnostics):
        return
    named = set(named_lines(whole, lines))
    facts = facts_of(whole, as_written)
    candidates = [
        number
        for number, line in enumerate(lines, 1)
        if number not in named and line.strip() and not SAYS_NOTHING.fullmatch(line)
    ]
    for number in dice.sample(candidates, min(3, len(candidates))):
        rest = "\n".join(lines[: number - 1] + lines[number:]).encode("utf-8", "surrogateescape")
        lost = facts_of(parsed(path, rest), as_written) == facts
        assert not lost, f"line {number} is lost: {lines[number - 1]!r} in\n{data.decode()}"


def mutations(seed: int, count: int) -> Iterator[tuple[str, bytes, random.Random]]:
    dice = random.Random(seed)
    ours, raw = sorted(our_posts().items()), raw_posts()
    for _ in range(count):
        if dice.random() < 0.85:
            path, data = dice.choice(ours)
        else:
            path, data = dice.choice(PATHS), dice.choice(raw)
        yield path, damaged(data, dice), dice


def test_damaged_real_posts_are_read_in_full_or_named() -> None:
    for path, data, dice in mutations(1, MUTATIONS):
        assert_nothing_lost(path, data, dice)


def test_the_real_posts_themselves_are_read_in_full() -> None:
    dice = random.Random(2)
    for path, data in our_posts().items():
        errors = [d for d in parsed(path, data).diagnostics if d.is_error]
        assert not errors
        assert_nothing_lost(path, data, dice)


PIECES = st.one_of(st.sampled_from(LINES), st.sampled_from(NASTY), st.text(max_size=12))
ROWS = st.lists(PIECES, max_size=3).map("".join) | st.sampled_from(LINES)
POSTS = st.builds(
    lambda front, body, fence: "\n".join(["---", "title: A", *front, fence, "", *body]),
    st.lists(ROWS, max_size=6),
    st.lists(ROWS, max_size=12),
    st.sampled_from(["---", "---", "---", "----", ""]),
)
SIZE = settings(
    max_examples=GENERATED,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SIZE
@given(st.sampled_from(PATHS), POSTS | st.text(), st.integers(0, 2**32))
def test_any_text_is_read_in_full_or_named(path: str, text: str, seed: int) -> None:
    assert_nothing_lost(path, text.encode("utf-8", "surrogatepass"), random.Random(seed))


@SIZE
@given(st.sampled_from(PATHS), st.binary(max_size=200))
def test_any_bytes_are_read_or_named(path: str, data: bytes) -> None:
    assert_nothing_lost(path, data, random.Random(0))


@given(st.text(max_size=60))
@settings(max_examples=GENERATED, deadline=None, derandomize=True)
def test_any_path_is_read_or_named(name: str) -> None:
    path = f"content/incidents/{name}"
    found = parse_file(path, b"---\ntitle: A\n---\n", "digest", CONVENTIONS)
    assert found.diagnostics


def test_damaged_settings_are_read_or_named() -> None:
    dice = random.Random(3)
    for _ in range(SETTINGS):
        data = damaged(SITE.encode(), dice)
        made, found = parse_settings("content/site.yaml", data, "digest")
        assert made is not None or found
        for each in found:
            assert_well_formed(each, "content/site.yaml", lines_of(data))
