"""A site whose badges and banner have hard words: long names, twelve languages, every state."""

from pathlib import Path

from stillup.build import Build
from stillup.model.sources import Kind
from stillup.render.fragments import Fragments
from stillup.renderer import Renderer
from tests.support.project import Project
from tests.support.site import themed

NOW = "2026-11-21T14:00:00+00:00"
LANGUAGES = ("en", "ar", "ca", "de", "es", "fr", "it", "ja", "nl", "pl", "pt", "uk")

_TAKEN_ALONG = frozenset({Kind.BADGE, Kind.SHIELD, Kind.BANNER})

CALM = Project.parse(
    """
    -- content/site.yaml --
    name: {en: Harbour Status, ar: حالة الميناء, ja: ハーバーの稼働状況}
    url: https://status.harbour.example
    languages: [en, ar, ca, de, es, fr, it, ja, nl, pl, pt, uk]
    components:
      - {id: email, name: {en: Email, ar: البريد الإلكتروني (IMAP), ja: メール, uk: Електронна пошта}}
      - id: long
        name: Sending, receiving and reading of all messages in every region of the world
      - {id: narrow, name: {en: illicit ill till, ja: ウェブメールとホスティングと会員登録}}
      - {id: broad, name: MWMWMW @@@ ŴẀẂ}
      - {id: hostile, name: '"</text></svg><script>document.title="hurt"</script> ]]> &lt; RLOevilPDI'}
      - {id: old, name: Old, retired: 2026-01-01}
      - {id: fine, name: Fine}
    """.replace("RLO", "\u202e").replace("PDI", "\u2069")
)
BROKEN = CALM.with_files(
    {
        "content/incidents/2026-11-21-mail.md": "---\ntitle: Mail\nimpact: major\ncomponents:\n"
        "  - email: degraded_performance\n  - long: partial_outage\n  - narrow: major_outage\n"
        "---\n\n## Investigating · 2026-11-21 12:41\n\nWe look.\n",
        "content/maintenance/2026-11-21-work.md": "---\ntitle: Work\ncomponents: broad\n"
        "starts: 2026-11-21 13:00\nends: 2026-11-21 18:00\n---\n\n"
        "## Scheduled · 2026-11-19 10:00\n\nWhy.\n",
    }
)


def write_embedded(project: Project, folder: Path) -> Build:
    """Lay out the badges and banners of a project in a folder, as they would be published."""
    made = themed(project, NOW)
    assert [d.message for d in made.diagnostics if d.is_error] == []
    renderer = Renderer(made, Fragments())
    for document in made.documents:
        if document.kind in _TAKEN_ALONG:
            file = folder / document.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(renderer.render(document))
    return made
