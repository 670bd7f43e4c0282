"""How the copy of the company directory stands, in one quiet line."""

from PySide6.QtCore import QLocale

from softphone.basics.words import translate
from softphone.directory.ldap_mirror import MirrorState
from ui.calls.call_words import clock_text


def progress_words(state: MirrorState) -> str:
    """What is being fetched or cannot be reached; empty when there is nothing to say."""
    if state.is_running and state.total:
        return translate("directory", "Fetching the company directory: {done} of {total} people").format(
            done=_count(state.done), total=_count(state.total)
        )
    if state.is_running:
        return translate("directory", "Fetching the company directory: {done} people").format(done=_count(state.done))
    return str(state.problem) if state.problem is not None else ""


def state_words(state: MirrorState) -> str:
    """As `progress_words`; when all is well, how many people there are and of when."""
    words = progress_words(state)
    if words or state.last_success_s is None:
        return words
    return translate("directory", "Company directory: {count} people, as of {time}").format(
        count=_count(state.done), time=clock_text(state.last_success_s)
    )


def _count(number: int) -> str:
    return QLocale().toString(number)
