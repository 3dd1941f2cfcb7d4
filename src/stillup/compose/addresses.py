"""Two documents may not share an address, on any host."""

from collections.abc import Iterable, Sequence

from stillup.compose import urls
from stillup.compose.site import Site
from stillup.model.diagnostic import Problems, Span
from stillup.model.sources import Document, Kind

_KEPT = frozenset({urls.MANIFEST, urls.WORKSHOP})


def settle_addresses(
    site: Site, documents: Sequence[Document], problems: Problems
) -> list[Document]:
    """Return the documents, and find addresses taken twice.

    A draft that a preview shows gives way, with a warning.
    """
    if _are_apart(documents):
        return list(documents)
    sources = frozenset(hidden.source for hidden in site.withheld)
    posts = frozenset(story.id for story in site.stories if story.post.source in sources)
    kept: list[Document] = []
    drafts: list[Document] = []
    for document in documents:
        (drafts if _is_draft(site, document, posts, sources) else kept).append(document)
    _check(site, kept, problems)
    told = Problems()
    room = _Room(kept)
    for draft in drafts:
        if room.has_for(draft):
            room.take(draft)
            kept.append(draft)
        else:
            _report(site, draft, "already that of something else", told)
    problems.take(told, soften=True)
    return kept


class _Room:
    """Which addresses are free."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._files: set[str] = set()
        self._folders: set[str] = set()
        for document in documents:
            self.take(document)

    def take(self, document: Document) -> None:
        """Note that an address is taken."""
        path = document.path.casefold()
        self._files.add(path)
        self._folders.update(_folders(path))

    def has_for(self, document: Document) -> bool:
        """Whether a document can stand where it wants to."""
        path = document.path.casefold()
        folders = set(_folders(path))
        return (
            path.split("/", 1)[0] not in _KEPT
            and path not in self._files | self._folders
            and not folders & self._files
        )


def _is_draft(
    site: Site, document: Document, posts: frozenset[str], sources: frozenset[str]
) -> bool:
    if document.kind in {Kind.INCIDENT, Kind.MAINTENANCE, Kind.REDIRECT}:
        return document.subject in posts
    if document.kind is Kind.PAGE:
        return site.pages[document.subject][document.language].source in sources
    return False


def _check(site: Site, documents: Sequence[Document], problems: Problems) -> None:
    """Find addresses taken twice, letter case aside, or both as a file and as a folder."""
    for document in documents:
        if document.path.casefold().split("/", 1)[0] in _KEPT:
            _report(site, document, "kept for what Stillup notes for itself", problems)
    first: dict[str, Document] = {}
    later: list[tuple[Document, Document]] = []
    for document in documents:
        other = first.setdefault(document.path.casefold(), document)
        if other is not document:
            later.append((document, other))
    for document in first.values():
        folders = _folders(document.path.casefold())
        later += [(document, first[folder]) for folder in folders if folder in first]
    for pair in later:
        document, other = _guilty(*pair)
        _report(site, document, f"already that of {_noun(other)}", problems)


def _are_apart(documents: Sequence[Document]) -> bool:
    """Whether each has an address of its own, and none is a folder: as good as all sites are so."""
    paths = [document.path.casefold() for document in documents]
    files, folders = set(paths), {path.rpartition("/")[0] for path in paths}
    ahead = folders
    while ahead:
        ahead = {folder.rpartition("/")[0] for folder in ahead} - folders
        folders |= ahead
    are_ours = _KEPT & files or _KEPT & folders
    return len(files) == len(paths) and not are_ours and files.isdisjoint(folders)


def _folders(path: str) -> Iterable[str]:
    parts = path.split("/")
    return ("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _guilty(document: Document, other: Document) -> tuple[Document, Document]:
    """Put first the one whose address its writer chose."""
    chosen = (Kind.REDIRECT, Kind.RSS, Kind.ATOM, Kind.JSON_FEED, Kind.PAGE, Kind.MEDIA)
    ranks = [chosen.index(d.kind) if d.kind in chosen else len(chosen) for d in (document, other)]
    return (document, other) if ranks[0] <= ranks[1] else (other, document)


def _report(site: Site, document: Document, why: str, problems: Problems) -> None:
    problems.error(
        "address-taken",
        _span(site, document),
        f"the address `/{document.path}` is {why}",
        help="choose another address, or take this one out",
    )


def _noun(document: Document) -> str:
    return f"the {document.kind.replace('_', ' ')} {document.subject}".rstrip()


def _span(site: Site, document: Document) -> Span:
    if document.kind is Kind.REDIRECT:
        story = site.by_id[document.subject]
        for alias in story.post.aliases:
            if urls.alias_path(alias.id) == document.path:
                return alias.span
    for feed in site.settings.feed_aliases:
        if urls.feed_alias_path(feed.path) == document.path:
            return feed.span
    if document.kind is Kind.PAGE:
        return Span(site.pages[document.subject][document.language].source)
    if document.kind is Kind.MEDIA:
        return Span(document.subject)
    return Span(site.settings.source)
