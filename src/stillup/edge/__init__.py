"""Where the pure build meets the disk: reading sources, remembering, working, writing."""
