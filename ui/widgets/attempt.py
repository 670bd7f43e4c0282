"""What the user asked for and may not be possible."""

from collections.abc import Callable

from softphone.basics.errors import UserFacingError


def attempt(run: Callable[[], object], on_problem: Callable[[UserFacingError], object]) -> bool:
    """Does it; False when it could not be, then `on_problem` was told why."""
    try:
        run()
    except UserFacingError as problem:
        on_problem(problem)
        return False
    return True
