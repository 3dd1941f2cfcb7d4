"""A cState `config.yml`, found wherever and read in whatever format Hugo takes it."""

import json
from collections.abc import Mapping

import msgspec

from stillup.importing.front_matter import Flaw, Value, read_whole

_PLACES = ("", "config/_default/")
_NAMES = ("config", "hugo")
_ENDINGS = ("yml", "yaml", "toml", "json")


class Config(msgspec.Struct, frozen=True):
    """The settings of the old site. Keys are in small letters, as Hugo does not tell them apart.

    `spelled` has them as they were written.
    """

    path: str = ""
    values: dict[str, Value] = {}
    flaws: tuple[Flaw, ...] = ()
    spelled: dict[str, str] = {}

    def text(self, key: str) -> str:
        """Return one value, empty if it is not there."""
        value = self.values.get(key, "")
        return value.strip() if isinstance(value, str) else ""

    @property
    def params(self) -> dict[str, Value]:
        """The keys under `params`, where cState keeps its own."""
        value = self.values.get("params", {})
        return value if isinstance(value, dict) else {}

    def parts(self, key: str) -> tuple[dict[str, Value], ...]:
        """Return the members of a list under `params`, each with its keys in small letters."""
        value = self.params.get(key, ())
        members = value if isinstance(value, tuple) else ()
        return tuple(
            _small(member) if isinstance(member, dict) else {"name": member} for member in members
        )


def read_config(files: Mapping[str, bytes]) -> Config:
    """Return the settings of the site, empty ones if it has none."""
    found = [
        f"{place}{name}.{ending}"
        for place in _PLACES
        for name in _NAMES
        for ending in _ENDINGS
        if f"{place}{name}.{ending}" in files
    ]
    if not found:
        return Config()
    path = found[0]
    read, flaws = _read(files, path)
    params = next((p for e in _ENDINGS if (p := f"config/_default/params.{e}") in files), "")
    if params:
        more, more_flaws = _read(files, params)
        read, flaws = read | {"params": more}, flaws + more_flaws
    values = _small(read)
    inner = values.get("params", {})
    inner = inner if isinstance(inner, dict) else {}
    spelled = {key.lower(): key for key in (*inner, *read)}
    return Config(path, values | {"params": _small(inner)}, flaws, spelled)


def shown(value: Value) -> str:
    """Return a value on one line."""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _read(files: Mapping[str, bytes], path: str) -> tuple[dict[str, Value], tuple[Flaw, ...]]:
    text = files[path].decode("utf-8-sig", "replace")
    front = read_whole(text, path.rpartition(".")[2])
    return front.values, front.flaws


def _small(values: dict[str, Value]) -> dict[str, Value]:
    return {key.lower(): value for key, value in values.items()}
