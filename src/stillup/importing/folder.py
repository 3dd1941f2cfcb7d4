"""The one place where importers touch the world: the old site to bytes, our files to a folder."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

_SKIPPED = frozenset({".git", "node_modules", "public", "resources", "themes", ".stillup"})


class Written(msgspec.Struct, frozen=True):
    """What writing did, by path.

    `same` were there byte for byte; `kept` were left alone because they hold something else.
    """

    new: tuple[str, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]


def read_source(
    source: Path, tops: tuple[str, ...] = (".",), endings: tuple[str, ...] = ("",)
) -> dict[str, bytes]:
    """Return a single file by its name, or what `read_tree` says of a folder.

    Raises OSError if it is not there or can't be read.
    """
    if source.is_file():
        return {source.name: source.read_bytes()}
    return read_tree(source, tops, endings)


def read_tree(
    folder: Path,
    tops: tuple[str, ...] = ("content", "static", "config"),
    endings: tuple[str, ...] = ("",),
) -> dict[str, bytes]:
    """Return the files right in `folder` and below its `tops`, by path with `/`.

    Only those whose name in small letters ends as `endings` say. Raises OSError if the folder or
    a file in it can't be read.
    """
    found = [path for path in sorted(folder.iterdir()) if path.is_file()]
    for top in tops:
        found += [p for p in sorted((folder / top).rglob("*")) if p.is_file()]
    kept = [
        path
        for path in dict.fromkeys(found)
        if not _SKIPPED & set(path.relative_to(folder).parts)
        and path.name.lower().endswith(endings)
    ]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


def find_paths(folder: Path, paths: Iterable[str]) -> frozenset[str]:
    """Return those of `paths` that are there."""
    return frozenset(path for path in paths if (folder / path).exists())


def write_import(folder: Path, files: Mapping[str, bytes]) -> Written:
    """Write what is not there yet. A file that is there is never changed.

    So a second run changes nothing, and nothing that somebody has since written is lost. Each
    file is written whole under another name first, so that a killed run leaves no half of one.
    Raises OSError.
    """
    new: list[str] = []
    same: list[str] = []
    kept: list[str] = []
    for path in sorted(files):
        target = folder / path
        if target.exists() or target.is_symlink():
            (same if _holds(target, files[path]) else kept).append(path)
        elif (twin := _twin(folder, path)) is not None:
            kept.append(twin)
        else:
            _write(target, files[path])
            new.append(path)
    return Written(tuple(new), tuple(same), tuple(kept))


def _holds(target: Path, data: bytes) -> bool:
    return target.is_file() and target.read_bytes() == data


def _twin(folder: Path, path: str) -> str | None:
    """Return the same post as another kind: planned work of an earlier run that now has begun."""
    for one, other in (("incidents", "maintenance"), ("maintenance", "incidents")):
        if path.startswith(f"content/{one}/"):
            twin = f"content/{other}/{path.rpartition('/')[2]}"
            return twin if (folder / twin).exists() else None
    return None


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(data)
    part.replace(target)
