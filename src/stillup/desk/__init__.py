"""The desk at which posts are written: finds what is meant, fills it in, checks, and writes it.

What a verb asks and prints is the command line's business; what it means is decided here.
"""
