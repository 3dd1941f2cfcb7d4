"""The law of writing, as a check of what a build that was stopped half-way leaves behind.

1. Every file is whole: byte for byte as it was in the last complete tree, or in the one of a run
   that came after it.
2. No reader comes upon a dead link: none is in any file that can be reached by links from the
   front pages and feeds, nor in any file that is still as it was and stays.

Two new pages that link to each other can't both appear first. Until an old page is replaced by
one that links to them, no reader can reach them; so new pages out of reach are not looked at. Nor
are old pages that are about to be deleted, which by then nothing links to.
"""

from collections.abc import Mapping, Sequence

from tests.support.links import dead_links, dead_links_in_reach

Tree = Mapping[str, bytes]


def assert_law(tree: Tree, complete: Tree, later: Sequence[Tree]) -> None:
    """Check what was found against the last complete tree and what later runs were to make."""
    for path, data in tree.items():
        assert any(data == known.get(path) for known in (complete, *later)), f"{path} is torn"
    assert dead_links_in_reach(tree) == []
    stays = {p for p, d in tree.items() if d == complete.get(p) and all(p in t for t in later)}
    assert [link for link in dead_links(tree) if link.split(" -> ")[0] in stays] == []
