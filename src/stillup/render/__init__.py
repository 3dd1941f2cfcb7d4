"""Site → bytes: pages from templates, fragments from Markdown, feeds, files for machines."""
