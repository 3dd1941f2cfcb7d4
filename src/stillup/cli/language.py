"""`stillup language`: the words of the interface in one more language, or what is left to do."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from stillup.cli.exits import Refusal
from stillup.cli.streams import say
from stillup.cli.wishes import SiteVerb, Wishes, shown

if TYPE_CHECKING:
    from stillup.model.settings import Settings
    from stillup.render.language.revised import Revision
    from stillup.render.theme import Theme


@click.command("language", cls=SiteVerb, short_help="Add a language, or see what it still lacks.")
@click.argument("tag", metavar="TAG")
@click.pass_context
def language(ctx: click.Context, /, tag: str) -> None:
    """Write every word of the interface into a file where the language TAG goes beside it.

    The file is `locale/TAG.po` in the site's theme. If it is there already, translations stay,
    new phrases are added, and what is no longer said moves to its end.

    \b
    Example:
      stillup language fi
    """
    from stillup.edge.folder import read_sources
    from stillup.render.language.catalogue_files import catalogue_file
    from stillup.render.language.revised import revised
    from stillup.render.theme import theme_of
    from stillup.render.theme.phrases import phrases_of

    folder = ctx.ensure_object(Wishes).site_folder()
    _check_tag(tag)
    settings = _settings(folder)
    sources = read_sources(folder).sources
    theme = theme_of({p: s for p, s in sources.items() if p.startswith("theme/")})
    file = folder / "themes" / settings.theme / catalogue_file(tag)
    revision = revised(tag, phrases_of(theme), _known_text(theme, tag))
    _write(file, revision.text)
    say(_done(file, tag, revision, is_named=tag in settings.languages))


def _check_tag(tag: str) -> None:
    from stillup.parse.languages import is_tag

    if not is_tag(tag):
        raise click.BadParameter(
            f"`{tag}` is not the tag of a language; write for example fi, pt-BR or zh-Hant",
            param_hint="TAG",
        )


def _settings(folder: Path) -> "Settings":
    from stillup.edge.themes import DEFAULT, theme_names
    from stillup.parse.settings import parse_settings

    file = folder / "content" / "site.yaml"
    data = file.read_bytes() if file.is_file() else b""
    settings, _ = parse_settings("content/site.yaml", data, "")
    if settings and settings.theme not in {DEFAULT, *theme_names(str(folder))}:
        raise Refusal(f"there is no theme `{settings.theme}`", hint="See more: stillup check")
    if settings is None:
        raise Refusal(
            f"`{shown(file)}` does not say which theme the site has",
            hint="See what is wrong with it: stillup check",
        )
    return settings


def _known_text(theme: "Theme", tag: str) -> str:
    """Return the catalogue as it is: the site's own, or else the one that is shipped."""
    from stillup.render.language.catalogue import read_catalogue
    from stillup.render.language.catalogue_files import catalogue_file

    name = catalogue_file(tag)
    text = dict(theme.files).get(name, "")
    for problem in read_catalogue(name, text)[1] if text else ():
        if problem.is_error:
            raise Refusal(
                f"`{name}` is broken in line {problem.span.line}: {problem.message}",
                hint=f"{problem.help}.".capitalize(),
            )
    return text


def _write(file: Path, text: str) -> None:
    """Replace the file whole, so that no translation is lost on the way."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(file)


def _done(file: Path, tag: str, revision: "Revision", *, is_named: bool) -> str:
    from stillup.report.tally import counted

    counts = {
        "to translate": len(revision.untranslated),
        "to look over (marked `fuzzy`)": len(revision.doubtful),
        "no longer said": len(revision.stale),
    }
    facts = [f"{number} {what}" for what, number in counts.items() if number]
    phrases = counted(revision.total, "phrase")
    told = f"{shown(file)}: {', '.join([phrases, *(facts or ['all translated'])])}\n"
    steps = []
    if revision.untranslated or revision.doubtful:
        steps.append(
            "Write the translation of each `msgid` behind its `msgstr`, with the same `%(…)s`\n"
            "     in it; take out the word `fuzzy` where you looked a phrase over. Such phrases\n"
            f"     are in English until then. `stillup language {tag}` counts what is left."
        )
    if not is_named:
        steps.append(f"Add `{tag}` to `languages` in content/site.yaml.")
    numbered = "".join(f"  {number}. {step}\n" for number, step in enumerate(steps, 1))
    return told + (f"\nNext:\n{numbered}" if steps else "")
