"""A page's state: a digest of all that is seen of it, which the page itself knows too."""

import re

from stillup.model.digest import digest_of_bytes
from stillup.serve.answer import Answer
from stillup.serve.injected import STATE

_NUMBER = re.compile(r' data-(?:number|now)="[^"]*"')


def stamped_answer(html: str, *, status: int = 200, policy: str = "") -> Answer:
    """Return a page that knows its state. Numbers of snapshots are not part of that."""
    state = digest_of_bytes(_NUMBER.sub("", html).encode())
    body = html.replace(STATE, state).encode()
    return Answer(body=body, status=status, state=state, policy=policy)
