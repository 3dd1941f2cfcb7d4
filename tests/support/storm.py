"""What people, editors and Git do to a site folder while a preview looks on: random, repeatable."""

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.support.edits import start

SITE = start().project.with_files(
    {
        "content/incidents/2026-11-19-draft.md": (
            "---\ntitle: Not yet\nimpact: none\ndraft: true\n---\n\n"
            "## Resolved · 2026-11-19 10:00\n\nSoon.\n"
        ),
        "themes/mine/more.css": "p { color: #111 }\n",
        "shared/picture.txt": "a picture",
    }
)
_WORDS = ("slow", "late", "mail", "store", "again", "customers", "Lisbon", "*sorry*", "`code`")
_BROKEN = ("impact: dissrupted", "impact: [", "title:", "colour: red")


class Storm:
    """Does things to the site in `folder`, which always has a `content/site.yaml` at the end."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._dice = folder, random.Random(seed)
        SITE.write(folder)
        self.count = 0

    def blow(self, times: int) -> list[str]:
        """Do so many random things; return their names."""
        acts = [self._dice.choice(_ACTS) for _ in range(times)]
        for act in acts:
            act(self)
        self.count += times
        return [act.__name__ for act in acts]

    def mend(self) -> None:
        """Put the folder in order again: everything as it was in the beginning."""
        for name in ("content", "themes", "content.away", "shared"):
            shutil.rmtree(self._folder / name, ignore_errors=True)
        SITE.write(self._folder)

    def save_a_word(self) -> None:
        self._edit(self._post(), lambda text: f"{text.rstrip()} {self._dice.choice(_WORDS)}\n")

    def break_a_post(self) -> None:
        line = self._dice.choice(_BROKEN)
        self._edit(self._post(), lambda text: text.replace("impact: minor", line))

    def mend_a_post(self) -> None:
        path = self._dice.choice(sorted(SITE.files))
        self._save(path, SITE.files[path])

    def rename_a_post(self) -> None:
        old = self._post()
        if old is not None:
            new = old.with_name(
                f"2026-11-{self._dice.randint(10, 20)}-n{self._dice.randint(0, 9)}.md"
            )
            old.replace(new)

    def delete_a_post(self) -> None:
        post = self._post()
        if post is not None:
            post.unlink()

    def burst(self) -> None:
        for number in range(20):
            day = f"2026-10-{number + 1:02}"
            data = f"---\ntitle: Burst\nimpact: none\n---\n\n## Resolved · {day} 10:00\n\nIt is.\n"
            self._save(f"content/incidents/{day}-burst.md", data.encode())

    def clear_burst(self) -> None:
        for path in (self._folder / "content/incidents").glob("*-burst.md"):
            path.unlink()

    def break_the_settings(self) -> None:
        bad = self._dice.choice((b"name: [", b"nam: x\n", b"\xff\xfe", b"", b"theme: none\n"))
        self._save("content/site.yaml", bad)

    def delete_the_settings(self) -> None:
        (self._folder / "content/site.yaml").unlink(missing_ok=True)

    def mend_the_settings(self) -> None:
        theme = self._dice.choice((b"", b"theme: mine\n"))
        self._save("content/site.yaml", SITE.files["content/site.yaml"] + theme)

    def break_the_theme(self) -> None:
        bad = self._dice.choice(("{% if %}", "{{ nothing_here }}", "{% include 'gone.html' %}"))
        name = self._dice.choice(("history.html", "post.html", "home.html"))
        self._save(f"themes/mine/{name}", bad.encode())

    def style_the_theme(self) -> None:
        css = f"p {{ margin: {self._dice.randint(0, 9)}px }}\n"
        self._save("themes/mine/more.css", css.encode())

    def mend_the_theme(self) -> None:
        for path in (self._folder / "themes").glob("*/*.html"):
            path.unlink()

    def delete_a_folder(self) -> None:
        name = self._dice.choice(("content/incidents", "content/media", "themes", "content"))
        shutil.rmtree(self._folder / name, ignore_errors=True)

    def recreate_the_folders(self) -> None:
        for path, data in SITE.files.items():
            if not (self._folder / path).exists():
                self._write(self._folder / path, data)

    def move_a_folder(self) -> None:
        name = self._dice.choice(("content/incidents", "content/pages", "content"))
        here, away = self._folder / name, self._folder / f"{name}.away"
        if here.is_dir() and not away.exists():
            here.rename(away)
        elif away.is_dir() and not here.exists():
            away.rename(here)

    def save_a_picture(self) -> None:
        self._save(
            f"content/media/{self._dice.choice('abc')}.txt", bytes([self._dice.randint(65, 90)])
        )

    def link_a_picture(self) -> None:
        link = self._folder / "content/media/linked.txt"
        if link.parent.is_dir() and not link.is_symlink():
            link.symlink_to("../../shared/picture.txt")

    def unlink_a_picture(self) -> None:
        (self._folder / "content/media/linked.txt").unlink(missing_ok=True)

    def paint_the_linked_picture(self) -> None:
        self._save("shared/picture.txt", self._dice.randbytes(4))

    def leave_droppings(self) -> None:
        for name in (".post.md.swp", "post.md~", "4913", "#post.md#"):
            self._save(f"content/incidents/{name}", b"dropping")

    def _post(self) -> Path | None:
        posts = sorted((self._folder / "content/incidents").glob("*.md"))
        return self._dice.choice(posts) if posts else None

    def _edit(self, path: Path | None, change: Callable[[str], str]) -> None:
        if path is not None:
            self._save(
                path.relative_to(self._folder).as_posix(),
                change(path.read_text("utf-8")).encode(),
            )

    def _save(self, path: str, data: bytes) -> None:
        """Save a file in one of the ways in which editors do."""
        self._dice.choice((_over, _over, _renamed, _like_vim, _anew))(self._folder / path, data)

    def _write(self, path: Path, data: bytes) -> None:
        _over(path, data)


def _over(path: Path, data: bytes) -> None:
    """Cut the file off and write, as most editors and all shells do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _renamed(path: Path, data: bytes) -> None:
    """Write another file and give it the name, as Git and VS Code's atomic save do."""
    other = path.with_name(f"{path.name}.{os.getpid()}.tmp~")
    _over(other, data)
    other.replace(path)


def _like_vim(path: Path, data: bytes) -> None:
    """Put the old file aside under another name, write a new one, remove the old."""
    aside = path.with_name(f"{path.name}~")
    if path.exists():
        path.replace(aside)
    _over(path, data)
    aside.unlink(missing_ok=True)


def _anew(path: Path, data: bytes) -> None:
    """Delete and create."""
    path.unlink(missing_ok=True)
    _over(path, data)


_ACTS: tuple[Callable[[Storm], None], ...] = (
    *(Storm.save_a_word,) * 6,
    *(Storm.mend_a_post,) * 4,
    *(Storm.break_a_post, Storm.rename_a_post, Storm.rename_a_post, Storm.delete_a_post),
    *(Storm.burst, Storm.clear_burst, Storm.break_the_settings, Storm.delete_the_settings),
    *(Storm.mend_the_settings,) * 4,
    *(Storm.break_the_theme, Storm.style_the_theme, Storm.mend_the_theme, Storm.mend_the_theme),
    *(Storm.delete_a_folder, Storm.recreate_the_folders, Storm.recreate_the_folders),
    *(Storm.move_a_folder, Storm.move_a_folder, Storm.save_a_picture, Storm.link_a_picture),
    *(Storm.unlink_a_picture, Storm.paint_the_linked_picture, Storm.leave_droppings),
)
