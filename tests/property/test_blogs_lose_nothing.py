"""Law: whatever a blog holds, bringing it along loses no word, invents no time, and parses.

The full run (STILLUP_RUNS=1) tries 2,000 blogs put together from what real ones are made of, and
2,000 of any bytes.
"""

import os
import re
from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stillup.build import build
from stillup.importing.front_matter import read_front
from stillup.importing.markdown import import_markdown
from stillup.importing.outcome import Import
from stillup.model.post import Incident
from stillup.parse.lines import without_invisible
from tests.support.blogs import NOW
from tests.support.imported import errors_in, parsed, times_in, times_of
from tests.support.project import Project

EXAMPLES = max(30, int(2000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
LAW = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
_WORD = re.compile(r"\w+")
_GOES = re.compile(
    r"<!--\s*more\s*-->|\{:[^{}\n]*\}|\{#\w+\}|\{%.*?%\}|\{\{.*?\}\}|\]\([^()\n]*\)|^ *:::.*$|"
    r"!!!.*$|https?://\S+|\[TOC\]|</?iframe[^>]*>",
    re.MULTILINE,
)
"""What is looks alone, or may be told in other words: these have tests of their own."""

dates = st.sampled_from([
    "2024-05-06", "2024-05-06 10:00", "2024-05-06T10:00:00+02:00", "2024-5-6 9:00", "soon", "",
    "2030-01-01", "2024-02-31", "2024-05-06 10:00:00 -0700", "{created: 2024-05-06}",
])  # fmt: skip
titles = st.sampled_from(["Down: all", "x #1", "", "[a]", "'q'", "2024", "- a", "Ünï ☀️"])
texts = st.sampled_from([
    "All is well again.", "ended: not yet", "# One\n\n#### Four", "One\n---\nTwo", "A title\n=====\n\nText",
    "```\n## Resolved 2024-05-06 10:00\n", "<!-- open\n", "> quoted\n> ## heading", "    code: yes",
    "See [this](/posts/b/) and ![pic](a.png).", "| a | b |\n|---|---|\n| 1 | 2 |", "Text[^1]\n\n[^1]: note",
    "<script>\nlet a = '-->';\n</script>", "<style>p {}</style>", "<script>never closed", "<iframe src=x></iframe>",
    "{{< figure src='a.png' caption='Words' >}}", "{% highlight sh %}\necho\n{% endhighlight %}", "{% raw %}",
    '!!! note "Mind"\n    inner\n\n    !!! tip\n        deeper', "::: tip\nwords\n:::", ":::\n:::", "<!-- more -->",
    "{: .table}\n| a |\n|-|\n| 1 |", "[x](y){: .z}", "## Head {#id}", "[TOC]", "{{ site.title }}", "[b]({% post_url b %})",
    "2024-05-06 11:00 it broke", "next_update: 13:15", "<div>\n\n# x\n</div>", "`{{ x }}` ``a`b``", "a\\", "é ☀️ #2",
    "zero\u200bwidth and \ufeffmark", "[a](b.md#x) [c](https://[) [d](//e) [f](%zz)", '=== "Tab"\n\n    in tab',
])  # fmt: skip
bodies = st.lists(st.one_of(texts, st.text(max_size=30)), max_size=4).map("\n\n".join)
paths = st.sampled_from([
    "content/en/posts/2024-05-06-a/index.md", "content/posts/b.md", "content/posts/b.de.md", "content/a.b.md",
    "_posts/2024-05-06-a.md", "x/_posts/b.md", "_drafts/c.md", "docs/blog/posts/a.md", "docs/posts/b.md",
    "a.md", "2024-05-06 a.md", "2024-05-06-a.md", "2019-01-01-a.md", "index.md", "x/index.md", "README.md",
])  # fmt: skip
configs = st.sampled_from([
    {}, {"hugo.toml": b"baseURL = 'https://x.example'\n[permalinks]\nposts = '/:year/:nothing/'"},
    {"_config.yml": b"url: https://x.example\npermalink: /:categories/:title\ntimezone: Mars/One"},
    {"mkdocs.yml": b"site_url: x\nplugins:\n  - blog: {post_url_format: '{slug}{x}'}"},
    {"config.toml": b"base_url = 'https://x.example/b'\ndefault_language = 'de'"},
    {"hugo.yaml": b"languages: {de: {}, en: {}}\nbaseURL: ["}, {"_config.yml": b"\xff\x00: ["},
])  # fmt: skip


@st.composite
def posts(draw: st.DrawFn) -> bytes:
    """A post put together from what real ones are made of."""
    front = (
        f"title: {draw(titles)}\ndate: {draw(dates)}\n"
        f"author: {draw(st.sampled_from(['', 'Ann', '[a, b]', '[x](https://x.example)', '{name: C}']))}\n"
        f"{draw(st.sampled_from(['', 'slug: /x y/', 'permalink: /p/:title/', 'aliases: [/x/, y.html]']))}\n"
        f"{draw(st.sampled_from(['', 'draft: true', 'published: false', 'impact: major', 'tags: [a, b]']))}"
    )
    return f"---\n{front}\n---\n\n{draw(bodies)}\n".encode()


blogs = st.builds(
    lambda config, found: config | {"a.png": b"P"} | found,
    configs,
    st.dictionaries(paths, posts(), min_size=1, max_size=4),
)


@given(blogs)
@LAW
def test_a_blog_comes_out_with_every_word_and_without_invented_times(
    files: dict[str, bytes],
) -> None:
    found = import_markdown(files, NOW)
    result = build(Project(found.files).sources(), NOW)
    assert [d for d in result.diagnostics if d.is_error] == []
    assert import_markdown(files, NOW) == found
    assert sum(path.endswith(".md") for path in found.files) == found.posts
    assert not _words_of(files, found) - Counter(_WORD.findall(_all(found)))


def _words_of(files: dict[str, bytes], found: Import) -> Counter[str]:
    """Return the words of all posts, none if a file among them is no post."""
    texts = [data for path, data in files.items() if path.endswith(".md")]
    if len(texts) != found.posts:
        return Counter()
    bodies = (_meant(without_invisible(read_front(data.decode()).body)) for data in texts)
    return Counter(word for body in bodies for word in _WORD.findall(_GOES.sub(" ", body)))


def _all(found: Import) -> str:
    texts = [data.decode() for path, data in found.files.items() if path.endswith(".md")]
    return _meant("\n".join(texts))


def _meant(text: str) -> str:
    """A text without the signs that keep a mark from being one: `next\\_update` is a word."""
    return text.replace("\\", "")


@given(blogs)
@LAW
def test_times_are_those_of_the_source(files: dict[str, bytes]) -> None:
    found = import_markdown(files, NOW)
    stated = {time for path, data in files.items() for time in times_in(path.encode() + data)}
    for path, data in found.files.items():
        item = parsed(path, data).item if path.endswith(".md") and path.count(".") == 1 else None
        if isinstance(item, Incident):
            assert times_of(item) <= stated


@given(
    st.dictionaries(
        st.one_of(
            paths,
            st.sampled_from(
                ["hugo.toml", "_config.yml", "mkdocs.yml", "zola.toml", ".authors.yml"]
            ),
        ),
        st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode), posts()),
    )
)
@LAW
def test_any_bytes_are_imported_without_an_error(files: dict[str, bytes]) -> None:
    found = import_markdown(files, NOW)
    assert sum(path.endswith(".md") for path in found.files) == found.posts
    assert [e for e in errors_in(found.files) if e.code != "unknown-language"] == []
    assert import_markdown(files, NOW) == found
