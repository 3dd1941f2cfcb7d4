"""Diagnostics made readable: for a terminal, as JSON, as GitHub annotations. Pure."""
