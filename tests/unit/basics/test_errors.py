"""Errors for the user carry what happened and what to do."""

from softphone.basics.errors import EngineUnavailable, SoftphoneError, UserFacingError


def test_words_for_the_user() -> None:
    error = EngineUnavailable("The phone is starting.", "Try again.")
    assert isinstance(error, UserFacingError)
    assert isinstance(error, SoftphoneError)
    assert (error.title, error.remedy, str(error)) == (
        "The phone is starting.", "Try again.", "The phone is starting. Try again.",
    )  # fmt: skip
    assert str(UserFacingError("Gone.")) == "Gone."
