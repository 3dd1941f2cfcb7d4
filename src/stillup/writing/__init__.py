"""Texts that this program writes: edits that keep every other byte, and whole new posts."""
