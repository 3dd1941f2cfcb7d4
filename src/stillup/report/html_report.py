"""Problems as HTML, for the preview. Whatever stands in a post or a file's name stays text."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from stillup.model.diagnostic import Diagnostic
from stillup.report.cells import harmless

_REACH = 160
"""So many characters of a line are shown on each side of the place."""

_QUOTED = re.compile(r"`([^`]+)`")


def render_html(diagnostics: Sequence[Diagnostic], *, prefix: str = "", level: int = 2) -> str:
    """Return one `<article>` for each problem, errors first, then by place.

    `prefix` leads from where the reader works to the site folder; `level` is that of headings.
    """
    ordered = sorted(diagnostics, key=lambda d: (not d.is_error, d.span, d.code))
    return "\n".join("\n".join(_article(each, prefix, level)) for each in ordered)


def render_line(each: Diagnostic) -> str:
    """Return one problem as a few words of HTML: its place, and the fact."""
    return f'<span class="place">{_place(each, "")}</span> {_prose(each.message)}'


def _article(each: Diagnostic, prefix: str, level: int) -> Iterator[str]:
    yield f'<article class="problem {each.severity}">'
    severity = f'<span class="severity">{each.severity}</span>'
    yield f"<h{level}>{severity} {_prose(each.message)}</h{level}>"
    yield f'<p class="place">{_place(each, prefix)}</p>'
    yield from _excerpt(each)
    for note in each.notes:
        yield f'<p class="note">{_prose(note)}</p>'
    if each.help or each.fix:
        yield f'<p class="help">{_sentence(_prose(each.help or "write it like this"))}</p>'
    if each.fix:
        lines = "\n".join(_text(line) for line in each.fix.splitlines())
        yield f'<pre class="fix" tabindex="0"><code>{lines}</code></pre>'
    yield f'<p class="code">stillup help {_text(each.code)}</p>'
    yield "</article>"


def _place(each: Diagnostic, prefix: str) -> str:
    span = each.span
    file = f"<bdi><code>{_text(prefix + span.path)}</code></bdi>"
    return f"{file}, line {span.line}, column {span.column}" if span.line else file


def _excerpt(each: Diagnostic) -> Iterator[str]:
    """Yield the line with what is meant marked in it, and the words for the mark."""
    if each.span.line and each.excerpt:
        before, meant, after = _parts(each)
        line = f"{before}<mark>{meant}</mark>{after}"
        number = f'<span class="number">{each.span.line}</span>'
        yield f'<pre class="excerpt" tabindex="0">{number} <code>{line}</code></pre>'
    if each.label:
        yield f'<p class="label">{_prose(each.label)}</p>'


def _parts(each: Diagnostic) -> tuple[str, str, str]:
    line = each.excerpt.rstrip("\r\n")
    start = min(max(each.span.column - 1, 0), len(line))
    end = min(start + max(each.span.length, 1), len(line))
    first, last = max(start - _REACH, 0), end + _REACH
    meant = line[start : min(end, start + _REACH)] or " "
    before = "…" * (first > 0) + _text(line[first:start])
    after = _text(line[end:last]) + "…" * (last < len(line))
    return before, _text(meant), after


def _sentence(prose: str) -> str:
    return prose[:1].upper() + prose[1:]


def _prose(text: str) -> str:
    """Return words with what stands between backticks as code."""
    return _QUOTED.sub(r"<code>\1</code>", _text(text))


def _text(text: str) -> str:
    """Return a text that is neither markup nor able to reorder what stands around it."""
    return escape(harmless(text))
