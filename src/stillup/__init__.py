"""Stillup: a static site generator for outage communications."""

__version__ = "0.1.0"
