"""How somebody's status stands, read from the files they publish. Format: Statuspage v2."""
