"""The settings of a blog, whichever engine reads them, as far as they matter here."""

from collections.abc import Iterator, Mapping

import msgspec

from stillup.importing.front_matter import Flaw, Value, read_whole


class Config(msgspec.Struct, frozen=True):
    """The settings of the old blog by key, keys in small letters. `path` is empty without any."""

    path: str = ""
    values: dict[str, Value] = {}
    flaws: tuple[Flaw, ...] = ()

    def text(self, *keys: str) -> str:
        """Return the first text that one of the keys has. `a.b` is the key `b` inside of `a`."""
        found = (self._value(key) for key in keys)
        texts = (" ".join(value.split()) for value in found if isinstance(value, str))
        return next((text for text in texts if text not in {"", "null", "~"}), "")

    def parts(self, key: str) -> dict[str, Value]:
        """Return the keys inside of a key."""
        value = self._value(key)
        return value if isinstance(value, dict) else {}

    def plugin(self, name: str) -> "Config":
        """Return what MkDocs is told about a plugin, under `plugins`."""
        value = self.values.get("plugins", ())
        members = value if isinstance(value, tuple) else (value,)
        told = (_plugin(member, name) for member in members)
        return Config(self.path, next((each for each in told if each), {}))

    def _value(self, key: str) -> Value:
        value: Value = self.values
        for step in key.split("."):
            value = value.get(step, "") if isinstance(value, dict) else ""
        return value


def read_config(path: str, data: bytes) -> Config:
    """Return the settings in a file."""
    front = read_whole(data.decode("utf-8-sig", "replace"), path.rpartition(".")[2].lower())
    values = _small(front.values)
    return Config(path, values if isinstance(values, dict) else {}, front.flaws)


def named(files: Mapping[str, bytes], names: tuple[str, ...]) -> Iterator[str]:
    """Yield the files of these names, the highest in the tree first."""
    found = (path for path in files if path.rpartition("/")[2].lower() in names)
    yield from sorted(found, key=lambda path: (path.count("/"), path))


def _plugin(member: Value, name: str) -> dict[str, Value]:
    told = member.get(name, {}) if isinstance(member, dict) else {}
    return told if isinstance(told, dict) else {}


def _small(value: Value) -> Value:
    if isinstance(value, dict):
        return {key.lower(): _small(inner) for key, inner in value.items()}
    return tuple(_small(item) for item in value) if isinstance(value, tuple) else value
