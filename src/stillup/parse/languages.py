"""Language tags, and texts in several languages."""

import re

from stillup.model.diagnostic import Problems
from stillup.model.settings import Words
from stillup.parse.fields import Fields, unique_entries
from stillup.parse.nearness import listed, nearest
from stillup.parse.nodes import Mapping, Node, Scalar

_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")


def is_tag(text: str) -> bool:
    """Whether a text is the tag of a language as it is written here: `en`, `pt-BR`, `zh-Hant`."""
    return _TAG.fullmatch(text) is not None


def read_languages(fields: Fields, problems: Problems) -> tuple[str, ...]:
    """Return the tags of the site's languages, the first being the default one."""
    found: list[str] = []
    for node in fields.items("languages"):
        scalar = fields.one(node, "languages")
        if scalar is None:
            continue
        if not is_tag(scalar.text):
            _report_tag(scalar, problems)
        elif scalar.text.casefold() in {tag.casefold() for tag in found}:
            _report_twice(scalar, problems)
        else:
            found.append(scalar.text)
    return tuple(found) or ("en",)


def read_words(node: Node | None, languages: tuple[str, ...], problems: Problems) -> Words:
    """Return a text, given once for all languages or by language."""
    if node is None:
        return {}
    if isinstance(node, Scalar):
        text = " ".join(node.text.split("\n")).strip()
        return {"": text} if text else {}
    if not isinstance(node, Mapping):
        _report_no_text(node, problems)
        return {}
    words: Words = {}
    for key, value in unique_entries(node, problems):
        if key.text not in languages:
            _report_language(key, languages, problems)
        elif isinstance(value, Scalar):
            words[key.text] = " ".join(value.text.split("\n")).strip()
        else:
            _report_no_text(value, problems)
    return words


def _report_tag(scalar: Scalar, problems: Problems) -> None:
    parts = scalar.text.replace("_", "-").split("-")
    meant = "-".join([parts[0].casefold(), *parts[1:]])
    problems.error(
        "bad-language",
        scalar.place.span,
        f"`{scalar.text}` is not the tag of a language",
        help="write for example `en`, `ca`, `pt-BR` or `zh-Hant`",
        fix=scalar.place.mended(meant) if is_tag(meant) else "",
    )


def _report_twice(scalar: Scalar, problems: Problems) -> None:
    problems.error(
        "duplicate-id",
        scalar.place.span,
        f"the language `{scalar.text}` stands here twice",
        help="name it once",
    )


def _report_language(key: Scalar, languages: tuple[str, ...], problems: Problems) -> None:
    meant = nearest(key.text, languages)
    problems.error(
        "unknown-language",
        key.place.span,
        f"`{key.text}` is not one of the site's languages",
        help=f"they are {listed(languages)}; another one is added under `languages`",
        fix=key.place.mended(meant) if meant else "",
    )


def _report_no_text(node: Node, problems: Problems) -> None:
    problems.error(
        "one-value-wanted",
        node.place.span,
        "a text is wanted here, and here stands a list",
        help="write the text on the same line, or `{en: …, ca: …}` for several languages",
    )
