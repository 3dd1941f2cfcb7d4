"""Law: whatever a cState post says, importing it loses no word, invents no time, and parses.

The full run (STILLUP_RUNS=1) tries 3,000 posts put together from what real ones are made of, and
3,000 files of any bytes.
"""

import os
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.importing.cstate import import_cstate
from stillup.model.post import Incident, Maintenance
from tests.support.imported import CONFIG, errors_in, issue, lost_words, parsed, times_in, times_of

EXAMPLES = max(30, int(3000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
LAW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

times = st.sampled_from([
    "2021-03-04 10:00:00", "2021-03-04T10:20:00Z", "2021-03-04T12:30:00+02:00", "2021-03-04 9:15:00",
    "2021-03-04T015:00:00+02:00", "2021-03-04", "2021-03-05T01:02:03.456Z", "2021-07-04 10:00",
    "2021-02-30 10:00", "2021-13-01", "soon", "", "2027-01-01 10:00", "2020-12-31 23:59 UTC",
])  # fmt: skip
flags = st.sampled_from(["true", "false", "True", "", "maybe"])
labels = st.sampled_from([
    "", "*Investigating* - ", "*Update* - ", "**Update** ", "*Resolved* -\n", "[Final Message]\n",
    "*Post-mortem*\n\n", "EDIT: ", "_UPDATE #2_: ", "**Resolved:** ", "### Update - 4th July\n",
    "*Cause* - ", "\\*\\*Update\\*\\* ", "Update (2021-03-04 11:00 UTC): ", "## Resolved 2021-03-04\n",
])  # fmt: skip
texts = st.sampled_from([
    "All is well again.", "ended: not yet", "components: the API, mostly", "## Known issues\n\nnone",
    "One\n---\nTwo", "A title\n=======\n\nText", "A line\n--\nAnother", "```\n## Resolved 2021-03-04 10:00\n",
    "<!-- open\n", "- [ ] a task (Team, due tomorrow)", "> quoted\n> ## heading", "    code: yes",
    "See [this](/issues/other/) and ![pic](/images/a.png).", "# One\n\n#### Four", "1. a\n\n   ## b",
    "<<<<<<< HEAD", "| a | b |\n|---|---|\n| 1 | 2 |", "##Resolved 2021-03-04 10:00", '{{< ref "x.md" >}}',
    "zero\u200bwidth and \ufeffmark", "next_update: 13:15", "<pre>\n## Update 2021-01-01 10:00", "---", "a\\",
    "\u0085 next", "id: mine", '`code` [a](b) <a href="/x">y</a>', "é ☀️ #2",
])  # fmt: skip
anything = st.text(max_size=30)
marks = st.one_of(
    st.just(""),
    times.map(lambda time: ' {{< track "' + time + '" >}}'),
)
heads = st.one_of(st.just(""), times.map(lambda time: f"{time}\n\n"))
gaps = st.sampled_from(["\n\n", "\n\n---\n\n", "\n", "\n--\n", "\n\n----\n\n", "\n\n\\--\n\n"])
blocks = st.builds(
    lambda head, label, text, mark, gap: head + label + text + mark + gap,
    heads, labels, st.one_of(texts, anything), marks, gaps,
)  # fmt: skip
bodies = st.lists(blocks, max_size=5).map("".join)
names = st.sampled_from([
    "2021-03-04-outage", "2021-07-56-outage", "no-date", "2018-03-04-old", "Release.org Ünïcode", "all",
])  # fmt: skip


@st.composite
def posts(draw: st.DrawFn) -> tuple[str, bytes]:
    """A post put together from what real ones are made of."""
    lines = [
        f"title: {draw(st.sampled_from(['Outage', 'A: b', 'x #1', '', '[a]', '2021']))}",
        f"date: {draw(times)}",
        f"resolved: {draw(flags)}",
        f"resolvedWhen: {draw(times)}",
        f"severity: {draw(st.sampled_from(['down', 'disrupted', 'notice', 'Down', 'dissrupted', '']))}",
        f"affected: {draw(st.sampled_from(['', '[API, Media Proxy]', '[api, all]', 'GitHub', '[Core]']))}",
        f"informational: {draw(flags)}",
        f"pin: {draw(flags)}",
    ]
    return draw(names), issue("\n".join(lines), draw(bodies))


@given(posts())
@LAW
def test_a_post_comes_out_with_every_word_and_without_invented_times(
    post: tuple[str, bytes],
) -> None:
    name, source = post
    found = import_cstate({"config.yml": CONFIG, f"content/issues/{name}.md": source}, NOW)
    files = {path: data for path, data in found.files.items() if path != "content/site.yaml"}
    assert len(files) == 1
    assert errors_in(found.files) == []
    ((path, data),) = files.items()
    assert not lost_words(source, data.decode())
    item = parsed(path, data).item
    if isinstance(item, Incident | Maintenance):
        assert times_of(item) <= times_in(source + name.encode())
        assert item.title
    else:
        assert b"\ndraft: true\n" in data


@given(
    st.dictionaries(
        st.sampled_from(["config.yml", "content/issues/a.md", "content/issues/b.md"]),
        st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
    )
)
@LAW
def test_any_bytes_are_imported_without_an_error(files: dict[str, bytes]) -> None:
    found = import_cstate(files, NOW)
    assert found.posts == sum(path.endswith(".md") for path in files)
    assert sum(path.endswith(".md") for path in found.files) == found.posts
    assert errors_in(found.files) == []
    assert import_cstate(files, NOW) == found
