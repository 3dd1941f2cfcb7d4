"""Reads a status page at any address with statuscheck, as it reads one of its own services.

Usage: python statuscheck_at.py ADDRESS
"""

import json
import sys

from statuscheck.services.bases._statuspageio import BaseStatusPageAPI


class Ours(BaseStatusPageAPI):  # type: ignore[misc]  # it is untyped
    """A service whose page is not at statuspage.io."""

    name = "Ours"

    def _get_base_url(self) -> str:
        return f"{sys.argv[1]}/api/v2/"


print(json.dumps(Ours().get_summary().as_dict()))
