"""The settings of Statusfy: `config.yml`, `config.toml`, or what `config.js` says as it stands.

JavaScript is never run: only texts and lists of texts behind a key are read, and the rest is
reported.
"""

import json
import re
from collections.abc import Iterator, Mapping

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.front_matter import Front, Value, read_whole
from stillup.importing.json_files import load
from stillup.importing.telling import decoded

NAMES = ("config.js", "config.yml", "config.yaml", "config.toml", "config.json")
DEFAULT_SYSTEMS = ("api", "cdn", "dns", "site-delivery")
"""What Statusfy has where the settings name none."""

_STRING = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`[^`$\\]*`"
_NOTE = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(rf"(?:^|[{{,\s])[\"']?(\w+)[\"']?\s*:\s*({_STRING})\s*(?=[,}}\n]|$)")
_LIST = re.compile(rf"[\"']?systems[\"']?\s*:\s*\[((?:\s*(?:{_STRING})\s*,?)*)\s*\]")
_CODE = re.compile(rf"\bcode[\"']?\s*:\s*({_STRING})")
_USED = frozenset({"title", "baseurl", "defaultlocale", "locales", "content"})


class Config(msgspec.Struct, frozen=True):
    """What the settings say, as far as it can be read. `systems` are ids."""

    path: str = ""
    title: str = ""
    base: str = ""
    locale: str = ""
    locales: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    folder: str = "content"
    others: tuple[str, ...] = ()


def read_config(files: Mapping[str, bytes], doubts: Doubts) -> Config:
    """Return the settings of the site, empty ones if it has none."""
    path = next((name for name in NAMES if name in files), "")
    if not path:
        return Config()
    about = doubts.about(path)
    text = decoded(files[path], about)
    if path.endswith(".js"):
        about.note("setting", 0, "it is a program", "it was not run; what it says plainly was read")
        return _of_script(path, text, about)
    front = read_whole(text, path.rpartition(".")[2])
    for flaw in front.flaws:
        about.note("setting", flaw.line, flaw.what, "what could be read was used")
    return _of_values(path, front)


def system_words(
    files: Mapping[str, bytes], locale: str, doubts: Doubts
) -> dict[str, tuple[str, str]]:
    """Return the title and the description of systems, by id, as a language's file has them."""
    path = f"locales/{locale}.json"
    value = load(path, files[path], doubts.about(path))[:1] if path in files else []
    words = value[0].value if value else {}
    for key in ("systems", "items"):
        words = words.get(key, {}) if isinstance(words, dict) else {}
    found = {}
    for id_, told in words.items() if isinstance(words, dict) else ():
        if isinstance(told, dict):
            title, about = (told.get(key) for key in ("title", "description"))
            found[id_] = (_line(title), _line(about))
    return found


def _of_script(path: str, text: str, doubts: Doubts) -> Config:
    code = _NOTE.sub(lambda found: found[1] or " ", text)
    texts: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for found in _TEXT.finditer(code):
        texts.setdefault(found[1].casefold(), _unquoted(found[2]))
        spelled.setdefault(found[1].casefold(), found[1])
    listed = _LIST.search(code)
    systems = tuple(map(_unquoted, re.findall(_STRING, listed[1]))) if listed else ()
    if not listed and "systems" in code:
        doubts.note("setting", 0, "`systems` is no plain list", "write the components yourself")
    others = [f"{spelled[k]}: {v}" for k, v in texts.items() if k not in _SCRIPT_USED]
    return Config(
        path=path,
        title=texts.get("title", ""),
        base=texts.get("baseurl", ""),
        locale=texts.get("defaultlocale", ""),
        locales=tuple(map(_unquoted, _CODE.findall(code))),
        systems=systems,
        folder=texts.get("dir", "content").strip("./") or "content",
        others=tuple(others),
    )


_SCRIPT_USED = frozenset({"title", "baseurl", "defaultlocale", "code", "iso", "dir"})


def _of_values(path: str, front: Front) -> Config:
    values = {key.lower(): value for key, value in front.values.items()}
    content = values.get("content", {})
    content = content if isinstance(content, dict) else {}
    systems, locales = content.get("systems", ()), values.get("locales", ())
    codes = [each.get("code", "") for each in _maps(locales)]
    return Config(
        path=path,
        title=_line(values.get("title")),
        base=_line(values.get("baseurl")),
        locale=_line(values.get("defaultlocale")),
        locales=tuple(code for code in codes if isinstance(code, str) and code),
        systems=tuple(s for s in systems if isinstance(s, str)) if systems else (),
        folder=_line(content.get("dir")).strip("./") or "content",
        others=tuple(_others(values, content)),
    )


def _others(values: dict[str, Value], content: dict[str, Value]) -> Iterator[str]:
    for key, value in values.items():
        if key not in _USED:
            yield f"{key}: {_shown(value)}"
    for key, value in content.items():
        if key not in {"systems", "dir"}:
            yield f"content.{key}: {_shown(value)}"


def _maps(value: Value) -> list[dict[str, Value]]:
    members = value if isinstance(value, tuple) else ()
    return [member for member in members if isinstance(member, dict)]


def _line(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _shown(value: Value) -> str:
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])
