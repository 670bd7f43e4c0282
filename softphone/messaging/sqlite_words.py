"""What is wrong with the database of the messages, in the user's words."""

from pathlib import Path

from softphone.basics.words import translate
from softphone.database import Trouble, trouble
from softphone.messaging.store import MessagesError


def in_words(error: Exception, file: Path) -> MessagesError:
    """Words and a remedy for an error of SQLite or of the file system."""
    kind = trouble(error)
    if kind is Trouble.BUSY:
        return MessagesError(
            translate("messaging", "The messages are held by another program at the moment."),
            translate(
                "messaging", "Close whatever else has {file} open; until then nothing is sent, and what comes waits."
            ).format(file=file),
        )
    if kind is Trouble.FULL:
        return MessagesError(
            translate("messaging", "Messages cannot be kept because the disk is full or fails."),
            translate("messaging", "Free some space; until then nothing is sent, and what comes waits."),
        )
    if kind is Trouble.FORBIDDEN:
        return MessagesError(
            translate("messaging", "Messages cannot be kept because their file or folder cannot be written."),
            translate(
                "messaging", "Ask for write access to {folder}; until then nothing is sent, and what comes waits."
            ).format(folder=file.parent),
        )
    return MessagesError(
        translate("messaging", "Messages cannot be kept."),
        translate(
            "messaging", "Check that {folder} can be used; until then nothing is sent, and what comes waits."
        ).format(folder=file.parent),
    )


def kept_aside(aside: Path | None, file: Path) -> MessagesError:
    """A damaged database was put out of the way, or (None) could not be."""
    if aside is None:
        return MessagesError(
            translate("messaging", "The messages are damaged."),
            translate("messaging", "Remove {file}, then start the program again.").format(file=file),
        )
    return MessagesError(
        translate("messaging", "The messages were damaged, so a new file was begun."),
        translate("messaging", "The old one was kept as {aside}; your administrator may be able to read it.").format(
            aside=aside
        ),
    )


def too_new(file: Path) -> MessagesError:
    """A later version of the program made it."""
    return MessagesError(
        translate("messaging", "The messages were made by a newer version of this program."),
        translate("messaging", "Install that version again, or move {file} away to begin anew.").format(file=file),
    )
