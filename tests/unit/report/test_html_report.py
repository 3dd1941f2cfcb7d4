"""Problems as HTML: all of it is said, and nothing of it is markup."""

from html.parser import HTMLParser

import pytest

from stillup.model.diagnostic import Diagnostic, Severity, Span
from stillup.report.html_report import render_html, render_line

ONE = Diagnostic(
    code="unknown-status",
    severity=Severity.ERROR,
    span=Span("content/incidents/x.md", 12, 4, 7),
    message="`Reslved` is no status",
    label="not known",
    notes=("the ones there are: Resolved",),
    help="write the status as it is spelt",
    fix="## Resolved · 2026-11-10 10:00",
    excerpt="## Reslved · 2026-11-10 10:00",
)

HOSTILE = (
    "<script>alert(1)</script>",
    "\" onmouseover='alert(1)' x=\"",
    "</pre></article><img src=x onerror=alert(1)>",
    "a\u202eb\u2066c",
    "&lt;script&gt;",
    "nul\0 escape\x1b[31m",
)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(html: str) -> _Seen:
    parser = _Seen()
    parser.feed(html)
    parser.close()
    return parser


def with_text(text: str) -> Diagnostic:
    return Diagnostic(
        code="unknown-status",
        severity=Severity.ERROR,
        span=Span(f"content/{text}.md", 1, 1, 500),
        message=text,
        label=text,
        notes=(text,),
        help=text,
        fix=text,
        excerpt=text,
    )


def test_everything_about_a_problem_is_said() -> None:
    text = seen(render_html([ONE])).text

    for part in (
        "error",
        "Reslved is no status",
        "content/incidents/x.md, line 12, column 4",
        "## Reslved · 2026-11-10 10:00",
        "not known",
        "the ones there are",
        "Write the status as it is spelt",
        "## Resolved · 2026-11-10 10:00",
        "stillup help unknown-status",
    ):
        assert part in text


def test_what_is_meant_is_marked_in_its_line() -> None:
    assert "## <mark>Reslved</mark> · 2026" in render_html([ONE])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    page = seen(render_html([with_text(text)], prefix=text))

    assert {tag for tag, _ in page.tags} <= {
        *("article", "h2", "p", "span", "code", "pre", "mark", "bdi"),
    }
    for _, attributes in page.tags:
        assert set(attributes) <= {"class", "tabindex"}
    assert not {"\u202e", "\u2066", "\0", "\x1b"} & set(page.text)


def test_marks_that_reorder_a_line_become_visible() -> None:
    assert "a<U+202E>b<U+2066>c" in seen(render_line(with_text("a\u202eb\u2066c"))).text


def test_a_line_of_a_megabyte_is_cut_to_what_is_near_the_place() -> None:
    long = Diagnostic(
        code="x",
        severity=Severity.WARNING,
        span=Span("content/x.md", 1, 500_000, 300_000),
        message="long",
        excerpt="x" * 1_000_000,
    )

    html = render_html([long])

    assert len(html) < 2000
    assert html.count("…") == 2


def test_errors_come_before_warnings() -> None:
    mild = Diagnostic(
        code="mild", severity=Severity.WARNING, span=Span("content/a.md"), message="so so"
    )

    text = seen(render_html([mild, ONE])).text

    assert text.index("is no status") < text.index("so so")


def test_a_file_as_a_whole_has_no_line() -> None:
    whole = Diagnostic(
        code="x", severity=Severity.ERROR, span=Span("content/site.yaml"), message="gone"
    )

    assert "line" not in seen(render_html([whole])).text
