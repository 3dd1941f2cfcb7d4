"""Issues of GitHub as saved by `gh`: of its REST API, or of `gh issue list --json`."""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from stillup.importing.doubt import Doubts
from stillup.importing.json_files import Record, Value, as_time, load, records_in
from stillup.importing.times import Time

FIELDS = "number,title,body,state,createdAt,closedAt,labels,comments,author,url"
"""What to ask `gh issue list --json` for."""

_ISSUE_OF = re.compile(r"/issues/(\d+)")


class Comment(msgspec.Struct, frozen=True):
    """One comment. `time` is None if it could not be read; `author` is a login."""

    body: str
    time: Time | None
    author: str = ""


class Issue(msgspec.Struct, frozen=True):
    """One issue. `labels` are in small letters; `file` is where it was found."""

    number: int
    title: str
    body: str
    is_closed: bool
    created: Time | None
    closed: Time | None
    labels: tuple[str, ...]
    comments: tuple[Comment, ...]
    author: str = ""
    address: str = ""
    file: str = ""

    @property
    def place(self) -> str:
        """Where it stands, for doubts."""
        return f"{self.file}#{self.number}"

    @property
    def is_maintenance(self) -> bool:
        """Whether it announces planned work."""
        return "maintenance" in self.labels

    @property
    def is_incident(self) -> bool:
        """Whether Upptime shows it as an incident."""
        return "status" in self.labels


def read_issues(files: Mapping[str, bytes], doubts: Doubts) -> tuple[Issue, ...]:
    """Return every issue in the JSON files, by number, with the comments of all of them."""
    records: list[tuple[str, Record]] = []
    for path in sorted(path for path in files if path.lower().endswith(".json")):
        for document in load(path, files[path], doubts.about(path)):
            records += [(path, record) for record in _flat(document.value)]
    loose = _loose_comments(record for _, record in records)
    issues: dict[int, Issue] = {}
    for path, record in records:
        number = record.get("number")
        if isinstance(number, int) and _is_issue(record):
            issues.setdefault(number, _issue(record, path, loose.get(number, ())))
    return tuple(issues[number] for number in sorted(issues))


def _flat(value: Value, depth: int = 0) -> Iterator[Record]:
    if isinstance(value, list) and depth < 3:  # noqa: PLR2004 - pages in a list, files in a list
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        yield value


def _is_issue(record: Record) -> bool:
    is_pull = bool(record.get("pull_request")) or "/pull/" in _text(record, "html_url", "url")
    return isinstance(record.get("title"), str) and "state" in record and not is_pull


def _loose_comments(records: Iterable[Record]) -> dict[int, tuple[Comment, ...]]:
    found: dict[int, tuple[Comment, ...]] = {}
    for record in records:
        issue = _ISSUE_OF.search(_text(record, "issue_url"))
        if issue and "title" not in record:
            found[int(issue[1])] = (*found.get(int(issue[1]), ()), _comment(record))
    return found


def _issue(record: Record, path: str, loose: tuple[Comment, ...]) -> Issue:
    told = record.get("comments")
    own = tuple(_comment(each) for each in records_in(told)) if isinstance(told, list) else ()
    labels = record.get("labels")
    names = [_name(label) for label in labels] if isinstance(labels, list) else []
    number = record["number"]
    assert isinstance(number, int)  # noqa: S101 - asked by the caller
    return Issue(
        number=number,
        title=" ".join(_text(record, "title").split()),
        body=_lines(_text(record, "body")),
        is_closed=_text(record, "state").casefold() == "closed",
        created=as_time(record.get("created_at") or record.get("createdAt")),
        closed=as_time(record.get("closed_at") or record.get("closedAt")),
        labels=tuple(name.casefold() for name in names if name),
        comments=own or loose,
        author=_login(record),
        address=_text(record, "html_url", "url"),
        file=path,
    )


def _comment(record: Record) -> Comment:
    time = as_time(record.get("created_at") or record.get("createdAt"))
    return Comment(_lines(_text(record, "body")), time, _login(record))


def _login(record: Record) -> str:
    user = record.get("user") or record.get("author")
    login = user.get("login") if isinstance(user, dict) else ""
    return login if isinstance(login, str) and not login.endswith("[bot]") else ""


def _name(label: Value) -> str:
    name = label.get("name") if isinstance(label, dict) else label
    return name if isinstance(name, str) else ""


def _text(record: Record, *keys: str) -> str:
    return next((value for key in keys if isinstance(value := record.get(key), str)), "")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
