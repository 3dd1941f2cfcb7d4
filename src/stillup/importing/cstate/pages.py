"""A plain page of a cState site, or the text about one system, as a plain page of ours."""

from stillup.importing.cstate.addresses import Place
from stillup.importing.cstate.claims import flag, shown
from stillup.importing.cstate.found import Found
from stillup.importing.doubt import Doubts
from stillup.importing.links import with_targets
from stillup.importing.writer import write_page
from stillup.model.post import Page
from stillup.model.text import Text
from stillup.parse.file_name import RESERVED


def page_path(page: Found) -> str:
    """Return the path of our file: under the old name, unless that is an address of ours."""
    below = page.path.removeprefix("content/").split("/")
    id_ = f"affected-{page.id}" if below[0] == "affected" else page.id
    is_taken = id_.lower() in RESERVED or len(id_) < 4  # noqa: PLR2004 - it may be a language
    return f"content/pages/{f'page-{id_}' if is_taken else id_}.md"


def convert_page(page: Found, place: Place, doubts: Doubts) -> tuple[str, str]:
    """Return the path of our file and its text."""

    def meant(target: str, line: int) -> str:
        leads = place.meant(target, page.address)
        if leads != target:
            doubts.note("link", page.front.first + line, f"`{target}`", f"it is `{leads}`")
        return leads

    path = page_path(page)
    ours = Page(
        id=path.rpartition("/")[2].removesuffix(".md"),
        language="",
        source="",
        digest="",
        title=" ".join(page.front.text("title").split()) or page.name.replace("-", " "),
        draft=flag(page.front, "draft"),
        text=Text(with_targets(page.front.body, meant), ""),
    )
    kept = [key for key in page.front.values if key not in {"title", "draft"}]
    for key in kept:
        doubts.note("key", page.front.line(key), f"`{key}`")
    doubts.note("address", 0, f"`{page.address}`", f"the page is at `/{ours.id}/`")
    return path, write_page(ours, (f"cState: {key}: {shown(page.front, key)}" for key in kept))
