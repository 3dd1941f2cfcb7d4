"""What is wrong with a theme, as a diagnostic and as the error that carries one."""

from stillup.model.diagnostic import Diagnostic, Problems, Span

_HELP = "correct the theme's file, or take it out of the theme to use the default one"


class ThemeError(Exception):
    """A template failed while a page was made: the theme is at fault, and the page is not made."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.span.path}:{diagnostic.span.line}: {diagnostic.message}")
        self.diagnostic = diagnostic

    def __reduce__(self) -> tuple[type["ThemeError"], tuple[Diagnostic]]:
        """Cross from a worker process to its parent."""
        return (ThemeError, (self.diagnostic,))


def add_fault(problems: Problems, path: str, line: int, fact: str) -> None:
    """Add what is wrong with a file of a theme; line 0 means the file as a whole."""
    problems.error("broken-theme", Span(path, line), fact, help=_HELP)
