"""Frozen values. Standard library and msgspec only; nothing here reads a clock or a disk."""
