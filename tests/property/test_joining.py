"""Two people's updates of one post: both are kept to the letter, whoever was first, or nothing is."""

import hypothesis
from hypothesis import strategies as st

from stillup.desk.sending.joining import cut_post, join_posts
from stillup.model.parsed import Conventions

PATH = "content/incidents/2026-11-21-email.md"
HEAD = "---\ntitle: Email arrives late\nimpact: major\n---\n\n"
MINUTES = st.integers(0, 59)
TEXTS = st.sampled_from(
    [
        "We are on it.",
        "Two\n\nparagraphs.",
        "```text\n## Resolved · 2026-11-21 12:00\n```",
        "- a list\n- of things",
        "Ünïcode — 🛠",
        "<!-- ## Update · 2026-11-21 12:01 -->\nSaid.",
        "",
    ]
)
UPDATES = st.dictionaries(MINUTES, TEXTS, max_size=4)
ENDS = st.sampled_from(["\n", "\r\n"])
SHAPES = st.tuples(*[st.tuples(ENDS, st.integers(2, 4))] * 3)


def written(updates: dict[int, str], shape: tuple[str, int], *, newest_first: bool) -> bytes:
    end, gap = shape
    minutes = sorted(updates, reverse=newest_first)
    blocks = [f"## Update · 2026-11-21 12:{m:02}\n\n{updates[m]}".rstrip() for m in minutes]
    return (HEAD + ("\n" * gap).join(blocks) + "\n").replace("\n", end).encode()


@hypothesis.given(
    given=st.tuples(st.dictionaries(MINUTES, TEXTS, min_size=1, max_size=4), UPDATES, UPDATES),
    shapes=SHAPES,
    newest_first=st.booleans(),
)
def test_what_both_added_is_there_once_and_unchanged(
    given: tuple[dict[int, str], dict[int, str], dict[int, str]],
    shapes: tuple[tuple[str, int], tuple[str, int], tuple[str, int]],
    newest_first: bool,  # noqa: FBT001 - hypothesis fills it in
) -> None:
    base, mine, theirs = given
    versions = [base, mine | base, theirs | base]
    old, ours, others = (
        written(updates, shape, newest_first=newest_first)
        for updates, shape in zip(versions, shapes, strict=True)
    )

    joined = join_posts(PATH, old, ours, others, Conventions())

    if any(mine[m] != theirs[m] for m in (mine.keys() & theirs.keys()) - base.keys()):
        assert joined is None
        return
    assert joined is not None
    cut = cut_post(PATH, joined, Conventions())
    assert cut is not None
    expected = {f"u2026-11-21-12{m:02}": t.strip() for m, t in (mine | theirs | base).items()}
    assert {name: text.replace("\r\n", "\n") for name, text in cut.texts.items()} == expected
    assert sorted(cut.times.values(), reverse=newest_first) == list(cut.times.values())
    assert (b"\r\n" in joined) == (shapes[1][0] == "\r\n")
