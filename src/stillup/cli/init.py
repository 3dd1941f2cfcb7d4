"""`stillup init`: a new site folder that builds at once."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli.exits import Refusal
from stillup.cli.streams import say
from stillup.cli.wishes import Wishes, shown

if TYPE_CHECKING:
    from stillup.writing.new_site import Answers

_LANGUAGE = "en"


@click.command("init", short_help="Make a new site folder that builds at once.")
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", default=Path())
@click.option("--name", help="What the site is called, such as `Example Status`.")
@click.option("--url", help="Its address on the web, such as https://status.example.org.")
@click.option("--time-zone", help="The zone of the times you write, such as Europe/Lisbon.")
@click.option("--language", help="The language you write in, such as en or pt-BR.")
@click.option("--company", help="Whose service it is.")
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "both", "none"]),
    help="Which Git host is to publish the site. Left out: the one the repository is at, or both.",
)
@click.option("--contact", help="A phone number, mail address or web page that works in an outage.")
@click.pass_obj
def init(wishes: Wishes, /, folder: Path, ci: str | None, **given: str | None) -> None:
    """Make a new site in DIR (here by default).

    On a terminal it asks for what you leave out. Nothing is ever overwritten.

    \b
    Example:
      stillup init status --name "Example Status" --url https://status.example.org
    """
    from stillup.writing.new_site import PLACEHOLDER_URL, new_site

    place = wishes.folder / folder
    answers = _ask(place, given, asking=sys.stdin.isatty() and sys.stdout.isatty())
    texts = new_site(answers)
    ignored = (place / ".gitignore").exists()
    if ignored:
        del texts[".gitignore"]
    texts |= _recipes(place, ci)
    _refuse_to_overwrite(place, list(texts))
    for path, text in texts.items():
        _write_new(place / path, text)
    say(_done(place, list(texts), ignored=ignored, real=answers.url != PLACEHOLDER_URL))


def _recipes(place: Path, ci: str | None) -> dict[str, str]:
    """Return what a Git host needs to publish the site, by path; none that is there already."""
    from stillup.edge.repository import find_top, read_origin
    from stillup.writing.recipes import recipes_for

    top = find_top(place.resolve())
    inside = place.resolve().relative_to(top).as_posix() if top else "."
    up = "" if inside == "." else "../" * (inside.count("/") + 1)
    host = read_origin(top)[0] if top else ""
    found = recipes_for(ci or host, "" if inside == "." else inside)
    return {up + path: text for path, text in found.items() if not (place / up / path).exists()}


def _ask(place: Path, given: dict[str, str | None], *, asking: bool) -> "Answers":
    """Return an answer to every question: as given, as typed, or a default that builds."""
    from stillup.cli.local_zone import local_zone
    from stillup.parse.zones import zone_of
    from stillup.writing.new_site import PLACEHOLDER_URL, Answers

    def answer(key: str, question: str, default: str) -> str:
        asks = asking and bool(question)
        return _answer(given[key], question if asks else "", default, _checked(key))

    name = answer("name", "Name of the site", place.resolve().name.capitalize() or "Status")
    url = answer("url", "Its address on the web", PLACEHOLDER_URL).rstrip("/")
    zone = answer("time_zone", "Time zone of the times you write", local_zone())
    return Answers(
        name=name,
        url=url,
        time_zone=zone,
        language=answer("language", "", _LANGUAGE),
        company=answer("company", "Whose service it is (Enter to leave out)", ""),
        contact=answer("contact", "Phone or mail that works in an outage (Enter to leave out)", ""),
        today=datetime.now(UTC).astimezone(zone_of(zone)).date(),
        origin=_origin(place),
    )


def _origin(place: Path) -> tuple[str, str]:
    from stillup.edge.repository import find_top, read_origin

    top = find_top(place.resolve())
    return read_origin(top) if top else ("", "")


def _answer(given: str | None, question: str, default: str, check: Callable[[str], str]) -> str:
    if given is not None:
        return check(given)
    if not question:
        return check(default) if default else ""
    return str(
        click.prompt(question, default=default, show_default=bool(default), value_proc=check)
    )


def _checked(key: str) -> Callable[[str], str]:
    """Return a check that an answer can stand under `key`, by the rules of `site.yaml` itself."""

    def check(typed: str) -> str:
        from stillup.writing.new_site import refused, said

        answer = said(typed)
        if problem := refused(key, answer):
            told = "; ".join(part for part in (problem.message, problem.help) if part)
            raise click.BadParameter(told, param_hint=f"--{key.replace('_', '-')}")
        return answer

    return check


def _refuse_to_overwrite(place: Path, paths: list[str]) -> None:
    there = [shown(place / path) for path in paths if (place / path).exists()]
    if there:
        raise Refusal(
            f"there is something already: {', '.join(there)}",
            hint="`init` overwrites nothing. Name a new folder: stillup init DIR",
        )


def _write_new(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as opened:
        opened.write(text)


def _done(place: Path, paths: list[str], *, ignored: bool, real: bool) -> str:
    from shlex import quote

    folder = shown(place)
    at = "" if folder == "." else f"-C {quote(folder)} "
    written = "".join(f"  {shown(place / path)}\n" for path in paths)
    settings = "Name what your customers use"
    if not real:
        settings = "Write your own address (`url`, `id_base`), and name what your customers use,"
    note = "Add the lines /public/ and /.stillup/ to your .gitignore.\n\n" if ignored else "\n"
    return (
        f"A new site is in {folder}:\n{written}{note}"
        "Next:\n"
        f"  1. stillup {at}build\n"
        f"     and open {shown(place / 'public' / 'index.html')} in a browser.\n"
        f"  2. {settings} in {shown(place / 'content' / 'site.yaml')}.\n"
        f"  3. stillup {at}new\n"
        "     asks what is wrong and writes the post. `stillup help format` says how to do so by\n"
        f"     hand; {shown(place / paths[2])} is an example.\n"
        f"  4. stillup {at}doctor\n"
        "     says what would go down with the service, and where to publish.\n"
    )
