"""What every importer hands back, and how a post of ours becomes one of its files."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from stillup.importing.doubt import Doubt
from stillup.model.post import Incident, Maintenance
from stillup.writing.canonical import write_incident, write_maintenance


class Import(msgspec.Struct, frozen=True):
    """Our files by path in the new site folder, how many are posts, and every doubt.

    `is_worth_it` says that the rest is worth having even if there is no post.
    """

    files: dict[str, bytes]
    posts: int
    doubts: tuple[Doubt, ...]
    is_worth_it: bool = False


def write_post(
    post: Incident | Maintenance, zone: ZoneInfo, remarks: Iterable[str] = ()
) -> tuple[str, str]:
    """Return the path of our file and its text; `remarks` are comments in its front matter."""
    if isinstance(post, Maintenance):
        return f"content/maintenance/{post.id}.md", write_maintenance(post, zone, remarks)
    return f"content/incidents/{post.id}.md", write_incident(post, zone, remarks)


def times_told(post: Incident | Maintenance) -> frozenset[datetime]:
    """Return every time that a post of ours states."""
    found = {time for each in post.updates for time in (each.at, each.ended) if time}
    if isinstance(post, Maintenance):
        return frozenset(found | {post.starts.at, post.ends.at})
    return frozenset(found | ({post.started} if post.started else set()))
