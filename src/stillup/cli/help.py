"""`stillup help`: the manual, in the terminal."""

from typing import cast

import click

from stillup.cli.exits import Refusal
from stillup.cli.streams import say


@click.command("help", short_help="The manual: the format, and what a problem's code means.")
@click.argument("topic", required=False)
@click.pass_context
def help_verb(ctx: click.Context, topic: str | None) -> None:
    """Explain TOPIC: `format`, `api`, `embed`, `json`, a verb, or the code of a problem.

    \b
    Examples:
      stillup help format
      stillup help unknown-status
    """
    say(_page(ctx, topic.lower()) if topic else _overview(ctx))


def _page(ctx: click.Context, topic: str) -> str:
    from stillup.cli.manual import TOPICS, explanations, plain, read_manual

    if topic in TOPICS:
        return plain(read_manual(topic))
    if topic in _verbs(ctx):
        return _help_of(ctx, topic)
    codes = explanations()
    if topic in codes:
        return f"{topic}\n\n{plain(codes[topic])}"
    raise _no_such_topic(topic, [*TOPICS, *_verbs(ctx), *codes])


def _overview(ctx: click.Context) -> str:
    from stillup.cli.manual import TOPICS, explanations

    topics = "".join(f"  {name:<8}{about}\n" for name, about in TOPICS.items())
    codes = "".join(f"  {code}\n" for code in sorted(explanations()))
    return (
        f"Topics: stillup help TOPIC\n{topics}\n"
        f"Verbs: stillup help VERB\n  {', '.join(_verbs(ctx))}\n\n"
        f"Problems: stillup help CODE\n{codes}"
    )


def _verbs(ctx: click.Context) -> list[str]:
    return _group(ctx).list_commands(ctx)


def _group(ctx: click.Context) -> click.Group:
    return cast("click.Group", ctx.find_root().command)


def _help_of(ctx: click.Context, verb: str) -> str:
    root = ctx.find_root()
    command = _group(ctx).commands[verb]
    return command.get_help(click.Context(command, info_name=verb, parent=root)) + "\n"


def _no_such_topic(topic: str, known: list[str]) -> Refusal:
    from stillup.parse.nearness import nearest

    meant = nearest(topic, known, cutoff=0.5)
    return Refusal(
        f"there is no help about `{topic}`" + (f"; did you mean `{meant}`?" if meant else ""),
        hint="`stillup help` lists what there is.",
    )
