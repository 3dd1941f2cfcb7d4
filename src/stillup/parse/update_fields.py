"""The `name: value` lines at the start of an update."""

import re

from stillup.model.diagnostic import Problems
from stillup.parse.fields import ELSEWHERE, key_name
from stillup.parse.lines import Lines, Place, without_invisible
from stillup.parse.near_fields import mended_field
from stillup.parse.nearness import listed, nearest
from stillup.parse.nodes import Scalar

COMMON = ("next_update", "components", "author", "edited", "id")
OF_INCIDENTS = (*COMMON, "impact", "ended", "retrospective")
OF_MAINTENANCE = (*COMMON, "starts", "ends")
OF_TRANSLATIONS = ("id",)
_ALL = tuple(dict.fromkeys((*OF_INCIDENTS, *OF_MAINTENANCE)))
_REPEATABLE = frozenset({"edited"})
_LINE = re.compile(
    r"[ \t\u00a0]*(?P<name>[A-Za-z][A-Za-z _-]{0,30}?)[ \t]*"
    r"(?P<colon>[:\uff1a])(?P<gap>[ \t\u00a0\u3000]*)(?P<value>.*)"
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MORE = re.compile(r"[ \t]+\S|[-*+] ")
_NEAR = 0.8
_CODE = 4
_LONG = 60


def warn_of_late_fields(
    text: Lines, code: frozenset[int], known: tuple[str, ...], problems: Problems
) -> None:
    """Warn of fields that stand in the text of an update, where they are words."""
    for number in range(text.first + 1, text.end):
        place = text.place(number)
        line = _LINE.fullmatch(place.written)
        late = line is not None and line["name"] in known and bool(line["gap"] and line["value"])
        late = late and _indent(place.written) == 0
        if late and number not in code and not text.place(number - 1).written.strip():
            problems.warning(
                "field-as-text",
                place.span,
                "this line will be shown as text, since it stands below the first words",
                help="if it is meant as a field, move it up, right below the heading",
            )


def _is_text(line: str) -> bool:
    found = _LINE.fullmatch(line)
    return bool(line.strip()) and not (found and key_name(found["name"]) in _ALL)


def _indent(line: str) -> int:
    """Return how many columns of blanks a line begins with."""
    line = line.expandtabs(_CODE)
    return len(line) - len(line.lstrip(" \u00a0"))


class UpdateFields:
    """The fields of one update by name, and the number of the line on which its text begins."""

    def __init__(self, lines: Lines, known: tuple[str, ...], problems: Problems) -> None:
        self._lines = lines
        self._known = known
        self._problems = problems
        self._found: dict[str, list[Scalar]] = {}
        self.text_starts = self._read()

    def one(self, name: str) -> Scalar | None:
        """Return the value of a field, None if it is not there or empty."""
        found = self._found.get(name)
        return found[0] if found else None

    def every(self, name: str) -> list[Scalar]:
        """Return all values of a field that may come several times."""
        return self._found.get(name, [])

    def _read(self) -> int:
        number = self._lines.first
        while number < self._lines.end:
            place = self._lines.place(number)
            if place.written.strip() and not self._take(place):
                break
            number += 1
        return number

    def _take(self, place: Place) -> bool:
        """Take a line if it is a field, or was meant to be one."""
        line = _LINE.fullmatch(place.written)
        if line is None:
            return self._refuse_near(place)
        name, value = key_name(line["name"]), line["value"]
        if name not in _ALL:
            return self._refuse_near(place) or self._refuse_unknown(place, line, name)
        if name not in self._known:
            self._report_foreign(place, name)
            return True
        if _indent(place.written) >= _CODE:
            self._report_near(place, place.written.strip())
            return True
        shown = value.rstrip().rstrip("\\").rstrip()
        text = without_invisible(_ESCAPE.sub(r"\1", shown.strip()))
        at = place.part(line.start("value"), len(shown))
        if not text:
            self._refuse_lines_below(place, name)
            return True
        if not self._refuse_two_on_one_line(place, text, name):
            self._keep(name, Scalar(text, at), place)
        return True

    def _keep(self, name: str, scalar: Scalar, place: Place) -> None:
        values = self._found.setdefault(name, [])
        if values and name not in _REPEATABLE:
            self._problems.error(
                "doubled-key",
                place.span,
                f"`{name}` stands here a second time",
                label="again",
                notes=(f"the first stands in line {values[0].place.line}",),
                help="keep one of the two lines",
            )
        values.append(scalar)
        below = self._lines.place(place.line + 1).written
        deeper = below[:1] in {" ", "\t"} and _indent(below) > _indent(place.written)
        goes_on = deeper or (name == "components" and scalar.text[-1] == ",")
        if goes_on and below.strip():
            self._report_several(place, f"{place.written.rstrip()} {below.strip()}")
        elif name in _REPEATABLE and len(place.written) > _LONG and _is_text(below):
            self._warn_text_below(place, f"{place.written.rstrip()}\n\n{below}")

    def _refuse_unknown(self, place: Place, line: re.Match[str], name: str) -> bool:
        """Report a line that was meant to be a field. Any other is text."""
        if line["value"] and not line["gap"]:
            return False
        if name != name.casefold() or _indent(place.written) >= _CODE:
            return False
        meant = ELSEWHERE.get(name, "")
        if meant not in self._known:
            meant = nearest(name, self._known, _NEAR)
        if not meant:
            return False
        at = place.part(line.start("name"), len(line["name"]))
        self._problems.error(
            "unknown-field",
            at.span,
            f"an update has no field `{line['name']}`",
            label="unknown field",
            help=f"did you mean `{meant}`? If it is part of the text, begin it with a capital",
            fix=at.mended(meant),
        )
        return True

    def _refuse_near(self, place: Place) -> bool:
        """Report a line that is a field but for its dress."""
        meant = mended_field(place.written, self._known)
        if meant:
            self._report_near(place, meant)
        return bool(meant)

    def _report_near(self, place: Place, meant: str) -> None:
        self._problems.error(
            "nearly-a-field",
            place.span,
            "this line is nearly a field, and would be shown as text",
            help="write it so; if it is part of the text, put a word in front of it:",
            fix=meant,
        )

    def _warn_text_below(self, place: Place, lines: str) -> None:
        self._problems.warning(
            "text-right-below",
            place.span,
            "the line below could be more of this one, and it is read as text",
            help="join the two lines, or put a blank line between them:",
            fix=lines,
        )

    def _report_foreign(self, place: Place, name: str) -> None:
        self._problems.error(
            "field-out-of-place",
            place.span,
            f"`{name}` has no place here",
            help=f"the fields here are {listed(self._known)}; facts of a translation stay in the "
            "original"
            if self._known == OF_TRANSLATIONS
            else f"the fields here are {listed(self._known)}",
        )

    def _refuse_lines_below(self, place: Place, name: str) -> None:
        below: list[str] = []
        for number in range(place.line + 1, self._lines.end):
            written = self._lines.place(number).written
            if not _MORE.match(written):
                break
            below.append(written.strip().lstrip("-*+ "))
        if below:
            self._report_several(place, f"{name}: {', '.join(below)}")

    def _refuse_two_on_one_line(self, place: Place, text: str, name: str) -> bool:
        for other in re.finditer(r"\s([a-z]+(?:[_-][a-z]+)*):\s", text):
            if key_name(other[1]) in self._known and name != "edited":
                self._problems.error(
                    "fields-on-one-line",
                    place.span,
                    f"two fields stand on one line, `{name}` and `{other[1]}`",
                    help="write each on a line of its own:",
                    fix=f"{name}: {text[: other.start()].strip()}\n{text[other.start(1) :]}",
                )
                return True
        return False

    def _report_several(self, place: Place, line: str) -> None:
        self._problems.error(
            "field-on-several-lines",
            place.span,
            "a field is one line, and this one goes on below",
            help="write it on one line:",
            fix=line,
        )
