"""Brings what was written here to the others, and theirs here: the parts of `send`."""
