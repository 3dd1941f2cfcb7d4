"""Blogs as one string, brought along: what came out of them, and what was doubtful."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime

from stillup.importing.markdown import import_markdown
from stillup.importing.outcome import Import
from stillup.model.post import Incident
from tests.support.imported import errors_in, parsed
from tests.support.project import Project

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Brought:
    """A blog in our format."""

    found: Import

    @property
    def files(self) -> list[str]:
        """Our files but for the settings, below `content/`."""
        names = (path.removeprefix("content/") for path in self.found.files)
        return sorted(name for name in names if name != "site.yaml")

    def text(self, path: str) -> str:
        """Return one of our files."""
        return self.found.files[f"content/{path}"].decode()

    def body(self, path: str) -> str:
        """Return the words of the one update of a post."""
        return self.text(path).partition("\n---\n")[2].strip().partition("\n\n")[2]

    def front(self, path: str) -> list[str]:
        """Return the lines of the front matter of a post."""
        return self.text(path).split("\n---\n")[0].split("\n")[1:]

    def incident(self, id_: str) -> Incident:
        """Return a post as our parser reads it."""
        path = f"content/incidents/{id_}.md"
        item = parsed(path, self.found.files[path]).item
        assert isinstance(item, Incident)
        return item

    def aliases(self, id_: str) -> list[str]:
        """Return the old addresses that lead to a post."""
        return [f"/{alias.id}" for alias in self.incident(id_).aliases]

    @property
    def kinds(self) -> Counter[str]:
        """How many doubts there are of each kind."""
        return Counter(doubt.kind for doubt in self.found.doubts)

    def told(self, kind: str) -> list[str]:
        """Return the doubts of a kind as they are printed."""
        found = (doubt for doubt in self.found.doubts if doubt.kind == kind)
        return [f"{d.path}:{d.line}: {d.what}" + (f"; {d.done}" if d.done else "") for d in found]


def brought(text: str, now: datetime | None = NOW) -> Brought:
    """Bring a blog along that stands as `-- path --` blocks; what comes out must parse."""
    found = import_markdown(Project.parse(text).files, now)
    languages = found.files["content/site.yaml"].decode().partition("languages: [")[2]
    if "," not in languages.partition("]")[0]:
        assert errors_in(found.files) == []
    return Brought(found)
