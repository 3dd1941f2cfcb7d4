"""The command line: parses arguments, calls, prints, and ends with an exit code.

Verbs import what they need inside their functions, so that `stillup --help` answers at once.
"""
