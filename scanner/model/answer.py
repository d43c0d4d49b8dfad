"""Three-valued answers: unknown is not no."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable


class Answer(Enum):
    """The answer to a question about a component. It has no truth value: compare it."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, known: bool) -> Answer:  # noqa: FBT001 (this is the one place a bool becomes an answer)
        """Return the answer for something that is known to be true or false."""
        return cls.YES if known else cls.NO

    @classmethod
    def any(cls, answers: Iterable[Answer]) -> Answer:
        """Return YES if one is YES, else UNKNOWN if one is UNKNOWN, else NO (also for none)."""
        seen = set(answers)
        if cls.YES in seen:
            return cls.YES
        return cls.UNKNOWN if cls.UNKNOWN in seen else cls.NO

    @classmethod
    def all(cls, answers: Iterable[Answer]) -> Answer:
        """Return NO if one is NO, else UNKNOWN if one is UNKNOWN, else YES (also for none)."""
        seen = set(answers)
        if cls.NO in seen:
            return cls.NO
        return cls.UNKNOWN if cls.UNKNOWN in seen else cls.YES

    def __invert__(self) -> Answer:
        match self:
            case Answer.YES:
                return Answer.NO
            case Answer.NO:
                return Answer.YES
            case Answer.UNKNOWN:
                return Answer.UNKNOWN

    def __bool__(self) -> NoReturn:
        raise TypeError("an Answer has no truth value; compare it with Answer.YES")
