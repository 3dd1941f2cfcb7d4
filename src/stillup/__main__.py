"""`python -m stillup` is `stillup`."""

from stillup.cli.main import main

main()
