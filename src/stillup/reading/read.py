"""Reads how a status stands, from an address or from a folder on this computer."""

import time
from functools import partial
from pathlib import Path

from stillup.reading.addresses import bases_of, is_address
from stillup.reading.documents import gather
from stillup.reading.folder import folders_of, read_file
from stillup.reading.standing import Standing
from stillup.reading.understanding import understand
from stillup.reading.unreadable import Unreachable
from stillup.reading.web import fetch
from stillup.reading.within import within


def read_status(where: str, seconds: float, *, below: Path = Path()) -> Standing:
    """Return how the status stands at an address, or in a folder that is named from `below`.

    `seconds` are for all of it. Raises Unreadable, or AddressError if `where` can be neither.
    """
    work = partial(_read, where, below / where, time.monotonic() + seconds)
    try:
        return within(seconds, work)
    except TimeoutError:
        fact = f"`{where}` did not answer within {seconds:g} seconds"
        raise Unreachable(fact, "Try again, or wait longer: --timeout 60") from None


def _read(where: str, path: Path, ends: float) -> Standing:
    if is_address(where) and ("://" in where or not path.exists()):
        return understand(gather(bases_of(where), lambda address: fetch(address, ends)))
    return understand(gather(folders_of(path), read_file))
