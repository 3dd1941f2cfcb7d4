"""Links between posts, pages and media: each must lead somewhere the public can go."""

import re
from collections.abc import Container, Iterable, Mapping

import msgspec

from stillup.compose.links import split_meant
from stillup.model.diagnostic import Problems
from stillup.model.parsed import Link, Parsed
from stillup.model.post import Incident, Maintenance
from stillup.model.settings import Written
from stillup.parse.nearness import nearest, nearest_name

_OWN_UPDATE = re.compile(r"#u[0-9]{4}-")


class Targets(msgspec.Struct, frozen=True):
    """What links may mean: public sources, all that there are, and the public posts by source.

    A link to a file that this build leaves out loses its address and keeps its words: whether
    that page was ever published is not known here.
    """

    public: frozenset[str]
    everything: tuple[Container[str], ...]
    left_out: frozenset[str]
    posts: Mapping[str, Incident | Maintenance]


def are_live(links: Iterable[Link], targets: Targets) -> bool:
    """Whether it is plain that every link leads to a file that is public."""
    return all(link.meant in targets.public for link in links)


def check_links(parsed: Parsed, targets: Targets, problems: Problems) -> None:
    """Check every link between sources in one file, and those to its own updates."""
    for link in parsed.links:
        if not link.meant:
            if _OWN_UPDATE.match(link.target):
                _check_fragment(link, parsed.path, link.target[1:], targets, problems)
            continue
        path, fragment = split_meant(link.meant)
        if path in targets.left_out:
            continue
        if path in targets.public:
            _check_fragment(link, path, fragment, targets, problems)
        else:
            _dead(link, path, targets, problems)


def check_logo(logos: Iterable[Written], media: Iterable[str], problems: Problems) -> None:
    """Check that the logo's pictures are there."""
    known = {path.removeprefix("content/"): path for path in media}
    for logo in logos:
        path = logo.text.removeprefix("content/")
        if path in known:
            continue
        near = nearest(path, known, cutoff=0.7)
        problems.error(
            "dead-link",
            logo.span,
            f"the logo is missing: there is no `{logo.text}`",
            label=f"did you mean `{near}`?" if near else "",
            help="put the picture there, or name one that is in content/media/",
            instead=near,
        )


def _check_fragment(
    link: Link, path: str, fragment: str, targets: Targets, problems: Problems
) -> None:
    post = targets.posts.get(path)
    known = [] if post is None else [update.id for update in post.updates]
    if post is None or not fragment or fragment in known:
        return
    near = nearest(fragment, known, cutoff=0.5)
    problems.error(
        "dead-link",
        link.span,
        f"`{path}` has no update `{fragment}`",
        label=f"did you mean `#{near}`?" if near else "",
        help="of a post only its updates can be linked to, by `u` and their time as written, such "
        "as #u2026-11-21-1241",
    )


def _dead(link: Link, path: str, targets: Targets, problems: Problems) -> None:
    if any(path in files for files in targets.everything):
        problems.error(
            "link-to-draft",
            link.span,
            f"`{path}` is not public yet, so this link would lead nowhere",
            help="publish both, or take the link out until then",
        )
    elif path.startswith("/"):
        problems.error(
            "rooted-link",
            link.span,
            f"`{link.target}` begins at the root of a site, which moves with the host",
            help="link to the file as seen from this one, or write the whole address with https://",
            instead=_relative(path, targets),
        )
    else:
        near = _likely(path, targets.public - {link.span.path})
        problems.error(
            "dead-link",
            link.span,
            f"`{link.target}` leads nowhere: there is no `{path}`",
            label=f"did you mean `{near}`?" if near else "",
            help="link to the file as seen from this one, such as ../incidents/NAME.md or "
            "../media/NAME.png",
            instead=near,
        )


def _likely(path: str, known: frozenset[str]) -> str:
    """Return the link to the file whose name is, or nearly is, the one written."""
    by_name = {other.rpartition("/")[2]: other for other in sorted(known, reverse=True)}
    near = nearest_name(path.rpartition("/")[2], by_name, cutoff=0.7)
    return _from(by_name[near]) if near else ""


def _relative(path: str, targets: Targets) -> str:
    name = path.strip("/").removesuffix("index.html").strip("/")
    found = [p for p in targets.public if p in {f"content/{name}.md", f"content/{name}"}]
    return _from(found[0]) if found else ""


def _from(path: str) -> str:
    return f"../{path.removeprefix('content/')}"
