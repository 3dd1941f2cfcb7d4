"""Paths of sources, and neutral links to them: see `parse.meaning`."""

POSTS = ("content/incidents/", "content/maintenance/")
_PAGES = "content/pages/"
MEDIA = "content/media/"


def split_meant(link: str) -> tuple[str, str]:
    """Return the source and the fragment (may be empty) of a neutral link."""
    path, _, fragment = link.partition("#")
    return path, fragment


def original_of(path: str) -> str:
    """Return the source that a post's translation translates, by its name; nothing if it is none.

    Plain pages have no original: each stands for itself.
    """
    folder, _, name = path.rpartition("/")
    id_, _, language = name.removesuffix(".md").partition(".")
    is_one = language and name.endswith(".md") and f"{folder}/" in POSTS
    return f"{folder}/{id_}.md" if is_one else ""


def subject_of(path: str) -> tuple[str, str] | None:
    """Return (folder, id) of the post or page that a source path is or translates."""
    for folder in (*POSTS, _PAGES):
        if path.startswith(folder) and path.endswith(".md"):
            name = path.removeprefix(folder).removesuffix(".md").partition(".")[0]
            return (folder.split("/")[1], name) if "/" not in name else None
    return None
