"""A Statusfy site: settings in JavaScript, a language file, and posts with their containers."""

CONFIG = b"""\
// The settings of our page
module.exports = {
  title: 'Harbour "Status"',
  name: "harbour",
  baseUrl: 'https://status.harbour.example', // without a slash
  analytics: {
    ga: process.env.GA,
  },
  defaultLocale: 'en',
  locales: [
    { code: 'en', iso: 'en-US', name: 'English' },
    { code: 'es', iso: 'es-ES', name: 'Espa\xc3\xb1ol' }
  ],
  content: {
    frontMatterFormat: 'yaml',
    systems: [
      'cdn', /* files */
      "site-delivery",
      'api',
    ]
  }
}
"""
WORDS = b"""\
{"systems": {"items": {"cdn": {"title": "Files", "description": "What pages load"},
 "api": {"title": "API"}}}}
"""
SLOW = b"""\
---
id: 382ee1ab
title: API Issues
description: Conversions were slow.
date: 2018-01-28T18:28:48.878Z
modified: 2018-01-29T20:28:48.878Z
severity: degraded-performance
affectedsystems:
  - api
  - cdn
resolved: true
---

<!-- What happened -->
Conversions of files were slow.

::: update Resolved | 2018-01-28T23:58:48.878Z
All is well, see [the page](https://harbour.example).
:::

::: update Monitoring | 2018-01-28T23:28:48.878Z
Conversions are back to normal.
:::

::: update Second wave | 2018-01-28T22:28:48.878Z
It got worse.
:::
"""
PLANNED = b"""\
---json
{
  "id": "1a962850",
  "title": "Moving house",
  "date": "2018-03-14T16:22:39.941Z",
  "severity": "under-maintenance",
  "affectedsystems": ["cdn"],
  "scheduled": "2018-03-20T22:00:00.000Z",
  "duration": 90,
  "resolved": true
}
---

We move the files.
"""
TOML = b"""\
---toml
title = "Down"
date = 2018-04-01T10:00:00.000Z
severity = "major-outage"
affectedsystems = ["dns"]
resolved = false
---
Nothing answers.

::: update Resolved | 2018-04-01T11:00:00.000Z
It answers.
:::
"""


def site(**posts: bytes) -> dict[str, bytes]:
    """Return a site with these posts; `__` in a name is a folder, `_` a dash."""
    named = {
        f"content/{name.replace('__', '/').replace('_', '-')}.md": data
        for name, data in posts.items()
    }
    return {"config.js": CONFIG, "locales/en.json": WORDS} | named
