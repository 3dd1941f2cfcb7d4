"""What exists: the site, its timelines and clock facts, its addresses, its documents and views."""
