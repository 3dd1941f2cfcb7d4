"""Tells a WebSub hub that feeds have changed. Source: WebSub (W3C, 2018), section 7."""

from collections.abc import Iterable
from urllib.parse import urlencode

from stillup.publish.posting import post

_FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}


def ping_hub(hub: str, feeds: Iterable[str], *, pauses: tuple[float, ...] = (0.5, 2.0)) -> str:
    """Return why the hub did not take it, empty if it did. `feeds` are their public addresses.

    The specification leaves this request to the hub: some read `hub.url`, some `hub.topic`.
    """
    for feed in feeds:
        fields = (("hub.mode", "publish"), ("hub.url", feed), ("hub.topic", feed))
        if trouble := post(hub, urlencode(fields).encode(), _FORM, pauses=pauses):
            return trouble
    return ""
