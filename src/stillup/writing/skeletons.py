"""Our own skeletons, and the names that may stand in any."""

from collections.abc import Mapping

PLACEHOLDERS: Mapping[str, str] = {
    "title": "what people cannot do",
    "components": "what is affected",
    "impact": "how hard it hits",
    "started": "when it began",
    "ended": "when it was over",
    "elapsed": "how long it has lasted",
    "duration": "how long it lasted",
    "now": "the time now",
    "last_promise": "when you had promised to write",
    "last_update": "when you last wrote",
    "next_update": "when you write again",
    "starts": "when the work begins",
    "ends": "when the work ends",
    "old_starts": "when the work was to begin",
    "old_ends": "when the work was to end",
    "contact": "how to reach a person",
    "author": "your name",
    "role": "what you are responsible for",
    "company": "the name of your company",
    "site": "the name of this site",
}
"""What may stand between `{{` and `}}`, with the words of the gap where it is not known."""

_NEW = """\
We are sorry: there is a problem with {{ components }}.
Since {{ started }}, […what people cannot do, and who is hit…].

[…What still works, and what people can do meanwhile…]

We do not know the cause yet and are looking for it.
We write again by {{ next_update }}, even if there is nothing new.
"""

_UPDATE = """\
We are sorry that the problem with {{ components }} goes on.
Right now, […what works and what does not, for whom…].

Since our last message we have […what you found or did…]. Next we […what you do now…].

[…What people can do meanwhile…]

We write again by {{ next_update }}.
"""

_LATE = """\
We are sorry, also that this comes late: we had promised to write by {{ last_promise }}.

The problem with {{ components }} goes on. Right now, […what works and what does not, for whom…].

We are […what you are doing…].

[…What people can do meanwhile…]

We write again by {{ next_update }}, and this time we keep to it.
"""

_NOTHING_NEW = """\
We are sorry: we have no news yet. The problem with {{ components }} goes on.

We are still […what you are doing…]. Nothing that we told you at {{ last_update }} has changed.

[…What people can do meanwhile…]

We write again by {{ next_update }}, or sooner if anything changes.
"""

_RESOLVE = """\
We are sorry. From {{ started }} to {{ ended }}, for {{ duration }},
[…what people could not do, and who was hit…].
This is over: you can use {{ components }} as usual.

The cause was […one plain sentence…]. We have […what you did…].

[…What people should do now, or that they need to do nothing…]

If something still does not work for you, please tell us: {{ contact }}.
"""

_MAINTENANCE = """\
From {{ starts }} to {{ ends }} we […what you will do…], so that […what people get from it…].

During this time […what will not work, and what will…]. We are sorry for the trouble.

Before it begins: […what people should do, or that they need to do nothing…]

If something goes wrong, […how you go back, and how long that takes…].
We write here when we begin and when we are done.
"""

_START = """\
We have begun the work that we announced. Until {{ ends }}, […what does not work…].

[…What people can do meanwhile…]

We write again when we are done, or by {{ ends }} if it takes longer.
"""

_FINISH = """\
The work is done, and you can use {{ components }} as usual. Thank you for your patience.

[…What is different now, and whether people need to do anything…]

If something does not work for you, please tell us: {{ contact }}.
"""

_MOVE = """\
We are sorry: the work moves.
It was to begin at {{ old_starts }}; it now goes from {{ starts }} to {{ ends }}.

The reason is […one plain sentence…].

[…What people who made plans should do now, or that they need to do nothing…]
"""

_CANCEL = """\
The work that was to begin at {{ old_starts }} will not take place. You need to do nothing.

The reason is […one plain sentence…]. We are sorry if you made plans for it.

[…Whether it comes back, and when you will say so…]
"""

_POSTMORTEM = """\
We are sorry. From {{ started }} to {{ ended }}, for {{ duration }},
[…what people could not do, how many were hit, and what it cost them…].
I am {{ author }}, and I answer for what we do about it.

### What happened

[…What happened, in the order in which it happened, in words that your customers use…]

### Why it happened

[…All that came together. What should have stopped it, and why it did not. No names, no blame…]

### What helped

[…What went well, and whom you thank…]

### What we are doing

Each line says what we do, who does it and by when. We keep this list up to date.

- [ ] […what you will do, who does it, and by when, in this way: (Mail team, due 2027-01-15)…]
"""

_WITHDRAW = """\
We are sorry: […why this should not have been here: a false alarm, or told in another post…]
"""

SKELETONS: Mapping[str, str] = {
    "new": _NEW,
    "update": _UPDATE,
    "late": _LATE,
    "nothing-new": _NOTHING_NEW,
    "resolve": _RESOLVE,
    "maintenance": _MAINTENANCE,
    "start": _START,
    "finish": _FINISH,
    "move": _MOVE,
    "cancel": _CANCEL,
    "postmortem": _POSTMORTEM,
    "withdraw": _WITHDRAW,
}
"""Our own skeletons, in English. `withdraw` is one line, for the key of the same name."""
