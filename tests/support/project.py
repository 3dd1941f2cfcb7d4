"""A whole site as one string: immutable, changed only by making another one.

Project.parse('''
-- content/site.yaml --
name: Example
url: https://status.example
-- content/incidents/2026-11-21-email.md --
…
''')
"""

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from stillup.model.digest import digest_of_bytes
from stillup.model.sources import Source

_HEADER = re.compile(r"^-- (\S.*\S) --\n", re.MULTILINE)


@dataclass(frozen=True)
class Bytes:
    """The bytes of one file, ready to be loaded."""

    data: bytes

    def __call__(self) -> bytes:
        return self.data


@dataclass(frozen=True)
class Project:
    """Files by path."""

    files: dict[str, bytes]

    @staticmethod
    def parse(text: str) -> "Project":
        """Read `-- path --` blocks."""
        parts = _HEADER.split(dedent(text).lstrip("\n"))
        return Project({p: t.encode() for p, t in zip(parts[1::2], parts[2::2], strict=True)})

    @staticmethod
    def read(folder: Path) -> "Project":
        """Take the content and themes of a folder."""
        found = [p for top in ("content", "themes") for p in sorted((folder / top).rglob("*"))]
        return Project(
            {p.relative_to(folder).as_posix(): p.read_bytes() for p in found if p.is_file()}
        )

    def with_files(self, files: dict[str, str | bytes]) -> "Project":
        """Return a project in which these files are new or other."""
        data = {p: t.encode() if isinstance(t, str) else t for p, t in files.items()}
        return Project(self.files | data)

    def without(self, path: str) -> "Project":
        """Return a project that lacks one file."""
        return Project({p: d for p, d in self.files.items() if p != path})

    def replace(self, path: str, old: str, new: str) -> "Project":
        """Return a project in which `old` in one file, which must be there, became `new`."""
        text = self.files[path].decode()
        assert old in text, f"{old!r} is not in {path}"
        return self.with_files({path: text.replace(old, new)})

    def sources(self) -> dict[str, Source]:
        """Return the content as sources, and files of a theme as `theme/…`."""
        return {
            path: Source(path, digest_of_bytes(data), Bytes(data))
            for path, data in self.files.items()
            if path.startswith(("content/", "theme/"))
        }

    def write(self, folder: Path) -> Path:
        """Lay the project out on disk."""
        for path, data in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        return folder
