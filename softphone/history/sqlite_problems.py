"""What is wrong with the database, in the user's words."""

from pathlib import Path

from softphone.basics.words import translate
from softphone.database import Trouble, trouble
from softphone.history.store import HistoryError


def in_words(error: Exception, file: Path) -> HistoryError:
    """Words and a remedy for an error of SQLite or of the file system."""
    kind = trouble(error)
    if kind is Trouble.BUSY:
        return HistoryError(
            translate("history", "The call history is held by another program at the moment."),
            translate(
                "history",
                "Close whatever else has {file} open; until then new calls are kept in memory and saved by themselves "
                "afterwards.",
            ).format(file=file),
        )
    if kind is Trouble.FULL:
        return HistoryError(
            translate("history", "Calls cannot be written into the history because the disk is full or fails."),
            translate(
                "history",
                "Free some space; until then new calls are kept in memory and saved by themselves afterwards.",
            ),
        )
    if kind is Trouble.FORBIDDEN:
        return HistoryError(
            translate("history", "The call history cannot be used because its file or folder cannot be written."),
            translate(
                "history",
                "Ask for write access to {folder}; until then new calls are kept in memory and saved by themselves "
                "afterwards.",
            ).format(folder=file.parent),
        )
    return HistoryError(
        translate("history", "The call history cannot be used."),
        translate(
            "history",
            "Check that {folder} can be used; until then new calls are kept in memory and saved by themselves "
            "afterwards.",
        ).format(folder=file.parent),
    )


def kept_aside(aside: Path | None, file: Path) -> HistoryError:
    """A damaged history was put out of the way, or (None) could not be."""
    if aside is None:
        return HistoryError(
            translate("history", "The call history is damaged."),
            translate("history", "Remove {file}, then start the program again.").format(file=file),
        )
    return HistoryError(
        translate("history", "The call history was damaged, so a new one was begun."),
        translate("history", "The old one was kept as {aside}; your administrator may be able to read it.").format(
            aside=aside
        ),
    )


def too_new(file: Path) -> HistoryError:
    """A later version of the program made it."""
    return HistoryError(
        translate("history", "The call history was made by a newer version of this program."),
        translate("history", "Install that version again, or move {file} away to begin a new history.").format(
            file=file
        ),
    )
