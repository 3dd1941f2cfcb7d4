"""What engines fill in themselves: `{{< figure … >}}`, `{% highlight %}`, `{{ site.title }}`."""

import re
from collections.abc import Callable

from stillup.importing.doubt import Doubts
from stillup.importing.markdown.config import Config
from stillup.importing.markdown.engine import Engine
from stillup.writing.blocks import scan

Refer = Callable[[str], str]
"""From the name of a post in a shortcode to a link to it from the root; empty if unknown."""

_MARK = re.compile(
    r"\{\{[<%](?P<hugo>(?:(?!\{\{).)*?)/?[>%]\}\}"
    r"|\{%-?(?P<tag>(?:(?!\{%).)*?)-?%\}"
    r"|\{\{-?(?P<value>(?:(?!\{\{).)*?)-?\}\}"
)
_CODE = re.compile(
    r"(?P<name>highlight|code|endhighlight|/highlight|endcode)\b[ \t]*(?P<language>[\w+#-]*)"
)
_ARGUMENT = re.compile(r"([\w-]+)[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`|([^\s\"']+))")
_REFERENCE = re.compile(r"(?:rel)?ref[ \t]+[\"'`]?([^\"'`\s]+)")
_LINKED = re.compile(r"(?:post_url|link)[ \t]+(\S+)")
_FILTERED = re.compile(r"[\"']([^\"']*)[\"'][ \t]*\|[ \t]*(?:relative_url|absolute_url)")
_OF_SITE = re.compile(r"site\.([\w.]+)")
_NOTHING = frozenset({"raw", "endraw", "site.baseurl", "site.url"})
_PROCESSED = {
    Engine.HUGO: frozenset({"hugo"}),
    Engine.ZOLA: frozenset({"tag", "value"}),
    Engine.JEKYLL: frozenset({"tag", "value"}),
    Engine.MKDOCS: frozenset[str](),
    Engine.NONE: frozenset({"hugo", "tag", "value"}),
}


def with_shortcodes_told(
    text: str, engine: Engine, config: Config, refer: Refer, doubts: Doubts
) -> str:
    """Return a text of as many lines in which what can be filled in is; the rest stays as typed."""
    lines = text.split("\n")
    scanned = scan(lines)
    kinds = _PROCESSED[engine]

    def told(found: "re.Match[str]", number: int) -> str:
        kind = found.lastgroup or ""
        if kind not in kinds:
            return found[0]
        line = lines[number]
        is_target = line[: found.start()].rstrip(" <").endswith(("](", '="', "='"))
        is_alone = found[0] == line.strip()
        by = refer if is_target else _unknown
        known = _known(found[kind].strip(), config, by, is_alone=is_alone)
        if known is None:
            doubts.note("shortcode", number, f"`{found[0]}`")
        return found[0] if known is None else known

    for number, line in enumerate(lines):
        if "{" in line and (engine is not Engine.NONE or scanned.is_words(number)):
            lines[number] = _MARK.sub(lambda found, at=number: told(found, at), line)  # type: ignore[misc]
    return "\n".join(lines)


def _unknown(_: str) -> str:
    """Stand for a reference outside of a link, which showed an address as words."""
    return ""


def _known(inner: str, config: Config, refer: Refer, *, is_alone: bool) -> str | None:
    """Return what stands for a shortcode, None if that is not known."""
    code = _CODE.match(inner)
    if code and is_alone:
        is_end = code["name"].startswith(("end", "/"))
        return "```" if is_end else f"```{code['language']}"
    if inner.startswith("figure "):
        return _figure(inner)
    if found := _REFERENCE.match(inner) or _LINKED.match(inner):
        return refer(found[1]) or None
    if found := _FILTERED.fullmatch(inner):
        return f"/{found[1].lstrip('/')}"
    if inner in _NOTHING:
        return ""
    found = _OF_SITE.fullmatch(inner)
    return config.text(found[1].lower()) or None if found else None


def _figure(inner: str) -> str | None:
    """Return Hugo's picture with words as a picture, its words behind it."""
    told = {name: a or b or c or d for name, a, b, c, d in _ARGUMENT.findall(inner)}
    source = told.get("src") or told.get("link")
    if not source:
        return None
    words = [told[name] for name in ("title", "caption", "attr") if told.get(name)]
    alt = told.get("alt") or (words[0] if words else "")
    shown = " ".join(f"*{each}*" for each in words)
    return f"![{alt}]({source}) {shown}".rstrip()
