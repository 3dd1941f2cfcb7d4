"""Whether a store writes only under a condition. One that takes it and does not is a trap."""

from typing import Final

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotSupportedError

from stillup.publish.object_store.connection import Store
from stillup.publish.object_store.trouble import answer_in
from stillup.publish.target import PRIVATE

_PROBE: Final = f"{PRIVATE}/conditions"
_UNKNOWN: Final = frozenset({"NotImplemented", "InvalidArgument", "InvalidRequest"})


def keeps_conditions(store: Store) -> bool:
    """Create a file twice and see whether the second time is refused. Raises what obstore does.

    The file stays, so that next time the first is refused already.
    """
    return _is_refused(store) or _is_refused(store)


def _is_refused(store: Store) -> bool:
    try:
        obstore.put(store, _PROBE, b"", mode="create", use_multipart=False)
    except AlreadyExistsError:
        return True
    except NotSupportedError:
        return False
    except BaseError as error:
        if answer_in(error).code in _UNKNOWN:
            return False
        raise
    return False
