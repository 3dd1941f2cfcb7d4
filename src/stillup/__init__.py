"""Stillup: a static site generator for outage communications."""

__all__ = ["__version__"]

__version__ = "0.1.0"
