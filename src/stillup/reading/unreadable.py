"""Why a status can't be read, and what to do."""


class Unreadable(Exception):  # noqa: N818 - it says what is so
    """A fact and what to do, both for people. They may quote what a stranger sent.

    `weight` tells which of several says most: what is merely not there says least.
    """

    def __init__(self, fact: str, help: str, weight: int = 0) -> None:  # noqa: A002
        super().__init__(fact)
        self.fact, self.help, self.weight = fact, help, weight


class Unreachable(Unreadable):
    """Nobody answers there, so that it is no use to ask for another file."""
