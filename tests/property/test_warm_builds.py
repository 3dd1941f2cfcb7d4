"""What a build remembers of those before it in the same process changes nothing that it says.

Over random edits, breaks, undone edits, drafts, jumps of the clock and looks at what is hidden, a
build with one warm memory is, in all that it decides, the build that remembers nothing.
The full run (STILLUP_RUNS=1) makes 1,000 of them.
"""

import os
import random
from datetime import timedelta
from typing import Any

from stillup.build import Build, build
from stillup.edge.warm import WarmMemory
from stillup.model.memory import Forgetful
from stillup.model.parsed import Conventions
from stillup.model.sources import Kind, Sources
from stillup.parse.file import parse_file
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.damage import damaged
from tests.support.edits import Moment, edited, start
from tests.support.site import theme_sources

BUILDS = max(40, int(1000 * float(os.environ.get("STILLUP_RUNS", "0.1"))))
RENDERED_EVERY = 10

THEME = theme_sources()
JUMPS = (-3000, -600, -30, -1, 1, 30, 600, 3000)


def decided(made: Build) -> Any:
    documents = sorted((d.path, d.kind, d.subject, d.language, d.key) for d in made.documents)
    return documents, made.diagnostics, made.next_change, made.hidden, made.kept


def beginning() -> Moment:
    """Return a site that the clock alone changes often."""
    moment = start()
    files = {
        "content/incidents/2026-11-19-offer.md": "---\ntitle: Sorry\nimpact: minor\n"
        "offer: {what: a credit, until: 2026-12-24 10:00}\nrelated: 2026-11-20-store\n---\n\n"
        "## Resolved · 2026-11-19 10:00\n\n[As](2026-11-20-store.md) [then](2026-10-02-web.md).\n",
        "content/incidents/2026-11-21-later.md": "---\ntitle: Later\nimpact: none\n"
        "publish_at: 2026-11-21 20:00\n---\n\n## Update · 2026-11-21 10:00\n"
        "next_update: 2026-11-22 10:00\n\n[Then](2026-11-20-store.md).\n",
    }
    return Moment(moment.project.with_files(dict(files)), moment.now)


def sources_at(moment: Moment) -> Sources:
    return THEME | moment.project.sources()


def broken(moment: Moment, dice: random.Random) -> Moment:
    """Damage one file as editors and merges do; or turn it into a draft before, as some do."""
    path = dice.choice(sorted(p for p in moment.project.files if p.endswith(".md")))
    data = moment.project.files[path]
    if dice.random() < 0.5:
        data = data.replace(b"---\n", b"---\ndraft: true\n", 1)
    project = moment.project.with_files({path: damaged(data, dice).decode(errors="replace")})
    return Moment(project, moment.now)


def test_a_warm_build_decides_what_a_cold_one_does() -> None:
    dice, warm = random.Random(7), WarmMemory(Forgetful())
    good = moment = beginning()
    goods = 0
    for i in range(BUILDS):
        now = moment.now + timedelta(minutes=dice.choice(JUMPS) if dice.random() < 0.3 else 0)
        hidden, sources = dice.random() < 0.5, sources_at(moment)
        out = frozenset(p for p in moment.project.files if "web" in p and dice.random() < 0.05)

        made = build(sources, now, memory=warm, show_hidden=hidden, leave_out=out)
        cold = build(sources, now, show_hidden=hidden, leave_out=out)

        assert decided(made) == decided(cold)
        if made.documents:
            good, goods = good if out else moment, goods + 1
            if i % RENDERED_EVERY == 0:
                renderer, again = Renderer(made, Fragments(warm)), Renderer(cold, Fragments())
                for one, other in zip(made.documents, cold.documents, strict=True):
                    assert renderer.render(one) == again.render(other), one
        elif dice.random() < 0.7:
            moment = good
        moment = (broken if dice.random() < 0.1 else edited)(moment, dice)
    assert goods > BUILDS // 4


def test_no_damage_to_a_draft_takes_a_preview_down() -> None:
    dice, begin = random.Random(8), start()
    path = "content/incidents/2026-11-20-store.md"
    whole = begin.project.files[path].replace(b"---\n", b"---\ndraft: true\n", 1)
    previewed = 0
    for _ in range(BUILDS // 2):
        data = damaged(whole, dice).decode(errors="replace").encode()
        if parse_file(path, data, "", Conventions("Europe/Lisbon", ("en", "ca"))).draft:
            project = begin.project.with_files({path: data.decode()})
            made = build(sources_at(Moment(project, begin.now)), begin.now, show_hidden=True)
            assert made.is_good, made.diagnostics
            previewed += any(hidden.source == path for hidden in made.hidden)
            renderer = Renderer(made, Fragments())
            for document in made.documents:
                if document.kind is not Kind.STATIC:
                    renderer.render(document)
    assert previewed > BUILDS // 20


def test_memory_holds_no_more_after_many_edits() -> None:
    dice, warm = random.Random(9), WarmMemory(Forgetful())
    moment = start()
    path = "content/pages/contact.md"
    sizes = []
    for _ in range(20):
        text = f"---\ntitle: Contact\n---\n\nCall {dice.random()}.\n"
        moment = Moment(moment.project.with_files({path: text}), moment.now)
        build(sources_at(moment), moment.now, memory=warm)
        sizes.append(held(warm))
    assert len(set(sizes[2:])) == 1


def held(warm: WarmMemory) -> int:
    return sum(len(shelf.used) for _, shelf in warm._shelves.values())
