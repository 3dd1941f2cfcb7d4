"""A post in another language: title and words; the facts stay in the original."""

from datetime import datetime

from stillup.model.diagnostic import Problems
from stillup.model.post import TranslatedUpdate, Translation
from stillup.model.text import Text
from stillup.parse.body import Body, Section, cut_body, text_of
from stillup.parse.fields import Fields
from stillup.parse.headings import Speech
from stillup.parse.instants import read_instant
from stillup.parse.lines import Lines
from stillup.parse.nodes import Scalar
from stillup.parse.posts import PostFile, read_title
from stillup.parse.update_fields import OF_TRANSLATIONS, UpdateFields
from stillup.parse.updates import update_id

KEYS = ("title", "checked")


def read_translation(file: PostFile, problems: Problems) -> tuple[Translation | None, Body]:
    """Return a translation, None if it has no title."""
    speech = Speech(file.name.language, file.name.folder == "maintenance")
    body = cut_body(file.body, speech, file.zone, problems, file.name.day)
    title = read_title(file, problems)
    name, at = _read_checked(file.fields, file, problems)
    found = (_read_update(section, file, problems) for section in body.updates)
    updates = _unique([update for update in found if update], file.whole, problems)
    if not title:
        return None, body
    translation = Translation(
        id=file.name.id,
        language=file.name.language,
        source=file.whole.path,
        digest=file.digest,
        title=title,
        checked_by=name,
        checked_at=at,
        summary=_text(file, body.summary, body.summary.first, f"{file.name.id}-"),
        updates=updates,
    )
    return translation, body


def _text(file: PostFile, lines: Lines, start: int, prefix: str) -> Text:
    return text_of(lines, start, prefix=prefix, language=file.name.language)


def _read_update(section: Section, file: PostFile, problems: Problems) -> TranslatedUpdate | None:
    fields = UpdateFields(section.lines, OF_TRANSLATIONS, problems)
    heading = section.heading
    if heading is None or heading.at is None:
        return None
    name = update_id(fields, heading.at, problems)
    text = _text(file, section.lines, fields.text_starts, f"{file.name.id}-{name}-")
    return TranslatedUpdate(name, text, heading.place.span)


def _unique(
    updates: list[TranslatedUpdate], lines: Lines, problems: Problems
) -> tuple[TranslatedUpdate, ...]:
    seen: dict[str, TranslatedUpdate] = {}
    for update in updates:
        first = seen.setdefault(update.id, update)
        if first is not update:
            problems.error(
                "same-update-id",
                update.span,
                f"two updates have the id `{update.id}`",
                notes=(f"the other one is in line {first.span.line}",),
                help="give each heading the time of its original; here stands: "
                f"`{lines.place(update.span.line).written.strip()}`",
            )
    return tuple(seen.values())


def _read_checked(
    fields: Fields, file: PostFile, problems: Problems
) -> tuple[str, datetime | None]:
    scalar = fields.scalar("checked")
    if scalar is None:
        return "", None
    name, comma, written = scalar.text.rpartition(",")
    if not comma or not name.strip():
        problems.error(
            "checked-by-whom",
            scalar.place.span,
            "`checked` wants a name, a comma and a time",
            help="say who vouches for the words, and up to when, for example "
            "`checked: Maria, 2026-11-21 16:00`",
        )
        return "", None
    start = max(scalar.place.words.rfind(written.strip()), 0)
    place = scalar.place.part(start, len(written.strip()))
    at = read_instant(Scalar(written.strip(), place), file.zone, problems)
    return name.strip(), at.at if at else None
