"""Which form of a phrase goes with a number, by a rule in the notation of GNU gettext."""

from collections import Counter
from collections.abc import Callable
from gettext import c2py

import msgspec

_COUNTED = range(1001)
"""Numbers on which a rule is tried."""


class PluralRule(msgspec.Struct, frozen=True):
    """A rule. `singles` are the forms that stand for one number alone, such as a dual."""

    form_for: Callable[[int], int]
    singles: frozenset[int] = frozenset()


def read_rule(expression: str, count: int) -> PluralRule:
    """Return the rule for `count` forms. Raises ValueError if it is none."""
    try:
        rule: Callable[[int], int] = c2py(expression)
        numbers = Counter(map(rule, _COUNTED))
    except (ArithmeticError, RecursionError) as error:
        raise ValueError(str(error)) from error
    if not set(numbers) <= set(range(count)):
        msg = "a form is beyond the last one of `nplurals`"
        raise ValueError(msg)
    return PluralRule(rule, frozenset(form for form, met in numbers.items() if met == 1))
