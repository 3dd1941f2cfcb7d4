"""How the sites under judgement come to be: by our own command line, as a person would."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support import stress
from tests.support.real import real_data
from tests.support.site import themed
from tests.support.tools import CHECKOUT, stillup

NOW = "2026-11-21T12:00Z"
_SHOWN = frozenset({"", "en", "ar", "ja"})


@dataclass(frozen=True)
class Built:
    """A site folder, what was built from it, and where that says it lives."""

    folder: Path
    source: Path

    @property
    def tree(self) -> Path:
        """The output."""
        return self.folder / "public"

    @property
    def url(self) -> str:
        """The address the site is built for, without a slash at the end."""
        settings = yaml.safe_load((self.folder / "content/site.yaml").read_text())
        return str(settings["url"]).rstrip("/")

    def post_ids(self) -> list[str]:
        """Return the ids of all posts in the folder, without translations."""
        found = [
            file.name.removesuffix(".md")
            for kind in ("incidents", "maintenance")
            for file in (self.folder / "content" / kind).glob("*.md")
        ]
        return sorted(name for name in found if "." not in name)

    def build(self) -> "Built":
        """Build the folder, which must go without a word of complaint."""
        done = stillup("-C", self.folder, "build", "--now", NOW)
        assert done.returncode == 0, done.stdout + done.stderr
        return self


def build_sample(folder: Path) -> Built:
    """Copy and build the sample site."""
    shutil.copytree(CHECKOUT / "content", folder / "content")
    return Built(folder, CHECKOUT).build()


def build_hard(name: str, folder: Path) -> Built:
    """Write and build one of the sites that a theme finds hard, as English, Arabic and Japanese."""
    made = themed(stress.HARD[name], stress.NOW)
    renderer = Renderer(made, Fragments())
    for document in made.documents:
        if document.language not in _SHOWN:
            continue
        file = folder / "public" / document.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(renderer.render(document))
    return Built(stress.HARD[name].write(folder), folder)


def build_import(name: str, folder: Path) -> Built:
    """Import and build one of the real cState sites."""
    source = real_data() / name
    done = stillup("import", "cstate", source, "--into", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return Built(folder, source).build()
