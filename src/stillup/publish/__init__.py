"""Remote targets: the same site brought to one or many places."""
