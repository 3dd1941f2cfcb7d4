"""Blogs that tell of outages: a folder of Markdown posts with front matter, of any engine.

One post of the blog is one post of ours: an announcement, since a blog says neither how bad an
outage was nor when it began and ended. It has one update, at the date of the post.

    engine ─ found ─▶ addresses, authors ─▶ post (body: old marks ─ links ─ told) ─▶ site
"""

from stillup.importing.markdown.site import import_markdown

__all__ = ["import_markdown"]
