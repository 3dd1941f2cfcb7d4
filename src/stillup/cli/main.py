"""The command `stillup`."""

from pathlib import Path

import click

from stillup import __version__
from stillup.cli.build import build
from stillup.cli.check import check
from stillup.cli.doctor import doctor
from stillup.cli.group import Verbs, run_and_leave
from stillup.cli.help import help_verb
from stillup.cli.import_site import import_site
from stillup.cli.init import init
from stillup.cli.language import language
from stillup.cli.list_posts import list_posts
from stillup.cli.mail import mail
from stillup.cli.maintenance import maintenance
from stillup.cli.new import new
from stillup.cli.postmortem import postmortem
from stillup.cli.publish import publish
from stillup.cli.resolve import resolve
from stillup.cli.send import send
from stillup.cli.serve import serve
from stillup.cli.status import status
from stillup.cli.update import update
from stillup.cli.wishes import FOLDER, Wishes
from stillup.cli.withdraw import withdraw

SECTIONS = {
    "Begin": ("init", "import", "language"),
    "Write": ("new", "update", "resolve", "maintenance", "postmortem", "withdraw"),
    "Every day": ("serve", "build", "check", "list", "send"),
    "Go live": ("publish", "mail", "status", "doctor"),
    "Learn": ("help",),
}

_EXAMPLES = """\b
Examples:
  stillup init status                 a new site in the folder `status`
  stillup -C status build             build it into status/public
  stillup check                       what is wrong, and how to mend it
  stillup publish --dry-run           what would go live, and where
  stillup help format                 how a post is written

\b
Tab completion (bash; zsh and fish likewise):
  eval "$(_STILLUP_COMPLETE=bash_source stillup)"

\b
Exit codes: 0 fine, 1 problems in content, 2 wrong usage,
3 writing or publishing failed or was refused, 70 a mistake of ours.
"""


@click.group(
    cls=Verbs,
    sections=SECTIONS,
    epilog=_EXAMPLES,
    subcommand_metavar="VERB ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("-C", "folder", type=FOLDER, metavar="DIR", help="Run in this site folder.")
@click.option(
    "--debug", is_flag=True, envvar="STILLUP_DEBUG", help="Show where a mistake of ours happened."
)
@click.version_option(__version__, message="stillup %(version)s")
@click.pass_context
def stillup(ctx: click.Context, folder: Path | None, debug: bool) -> None:  # noqa: FBT001 - click's way
    """Make a status site, which stays up when you don't, out of a folder of Markdown posts."""
    ctx.obj = Wishes(debug=debug).inside(folder)


for verb in (
    build,
    check,
    doctor,
    help_verb,
    import_site,
    init,
    language,
    list_posts,
    mail,
    publish,
    send,
    serve,
    status,
):
    stillup.add_command(verb)

for writing in (new, update, resolve, maintenance, postmortem, withdraw):
    stillup.add_command(writing)


def main() -> None:
    """Run the command line and leave the program."""
    run_and_leave(stillup)
