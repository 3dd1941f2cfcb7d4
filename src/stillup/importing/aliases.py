"""Old addresses, of which each may lead to one post only."""

from collections.abc import Iterable

from stillup.importing.doubt import Doubts


class Aliases:
    """Hands out old addresses: whoever asks first has it, and no post's own address is one."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._taken = {f"/incidents/{id_}/".casefold() for id_ in ids}

    def claimed(self, wanted: Iterable[str], doubts: Doubts) -> tuple[str, ...]:
        """Return those of the wanted addresses that lead nowhere else yet, as paths from the root.

        A path that is no file ends with a slash.
        """
        found = []
        for alias in wanted:
            rooted = f"/{alias.strip('/')}" + ("" if alias.endswith((".html", ".htm")) else "/")
            if rooted.casefold() in self._taken:
                doubts.note("address", 0, f"`{rooted}`", "it leads to another post")
            else:
                self._taken.add(rooted.casefold())
                found.append(rooted)
        return tuple(found)
