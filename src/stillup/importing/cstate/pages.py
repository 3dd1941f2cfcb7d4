"""A plain page of a cState site, or the text about one system, as a plain page of ours."""

from stillup.importing.addresses import Place
from stillup.importing.cstate.claims import flag, shown
from stillup.importing.cstate.found import Found
from stillup.importing.doubt import Doubts
from stillup.importing.links import with_targets
from stillup.model.post import Page
from stillup.model.text import Text
from stillup.writing.canonical import write_page


def convert_page(page: Found, place: Place, doubts: Doubts) -> tuple[str, str]:
    """Return the path of our file and its text."""

    def meant(target: str, line: int) -> str:
        leads = place.meant(target, page.address)
        if leads != target:
            doubts.note("link", page.front.first + line, f"`{target}`", f"it is `{leads}`")
        return leads

    ours = Page(
        id=page.id,
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
    return f"content/pages/{page.id}.md", write_page(
        ours, (f"cState: {key}: {shown(page.front, key)}" for key in kept)
    )
