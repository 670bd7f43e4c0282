"""Every keyboard shortcut, declared once: for the window, the tooltips and the list under F1."""

from PySide6.QtCore import QCoreApplication


class Keys:
    """Portable key sequences. All with Ctrl+Shift, so that none is taken by a text field."""

    ANSWER = "Ctrl+Shift+A"
    DECLINE = "Ctrl+Shift+D"
    BUSY = "Ctrl+Shift+B"
    HANG_UP = "Ctrl+Shift+E"
    HOLD = "Ctrl+Shift+H"
    MUTE = "Ctrl+Shift+M"
    KEYPAD = "Ctrl+Shift+K"
    FIELD = "Ctrl+L"
    DIAL_PAD = "Ctrl+K"
    ACCOUNTS = "Ctrl+Shift+R"
    SETTINGS = "Ctrl+,"
    SOUND = "Ctrl+Shift+S"
    SHORTCUTS = "F1"
    SHORTCUTS_ALSO = "Ctrl+/"
    STATUS = "Ctrl+Shift+U"
    MENU = "F10"
    CLOSE = "Ctrl+W"
    QUIT = "Ctrl+Q"

    @staticmethod
    def page(number: int) -> str:
        """Shows the page at this place of the tabs, 1 to 9."""
        return f"Ctrl+{number}"

    @staticmethod
    def call(number: int) -> str:
        """Picks the call at this place of the list, 1 to 9."""
        return f"Alt+{number}"


def shortcut_list() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Sections of (what it does, keys) for the list of shortcuts."""
    return (
        (
            _tr("Calling"),
            (
                (_tr("Go to the field for numbers and names"), Keys.FIELD),
                (_tr("Call what is in the field"), "Return"),
                (_tr("Bring back what was dialled before"), "Up"),
                (_tr("Show or hide the dial pad"), Keys.DIAL_PAD),
            ),
        ),
        (
            _tr("People"),
            (
                (_tr("Go through the people found"), "Down"),
                (_tr("Call the person"), "Return"),
                (_tr("All numbers of the person"), "Alt+Down"),
                (_tr("Show the person's card"), "Alt+Return"),
                (_tr("Back from the card"), "Esc"),
                (_tr("Keypad, favourites, history, contacts"), "Ctrl+1 … Ctrl+4"),
            ),
        ),
        (
            _tr("In a call"),
            (
                (_tr("Answer the incoming call"), Keys.ANSWER),
                (_tr("Decline the incoming call"), Keys.DECLINE),
                (_tr("Tell the caller that you are busy"), Keys.BUSY),
                (_tr("Hold or resume"), Keys.HOLD),
                (_tr("Switch the microphone off or on"), Keys.MUTE),
                (_tr("Keys for tones"), Keys.KEYPAD),
                (_tr("End the call"), Keys.HANG_UP),
                (_tr("Answer or resume the first, second … call"), "Alt+1 … Alt+9"),
            ),
        ),
        (
            _tr("Program"),
            (
                (_tr("Accounts"), Keys.ACCOUNTS),
                (_tr("Your status"), Keys.STATUS),
                (_tr("Sound settings"), Keys.SOUND),
                (_tr("Settings"), Keys.SETTINGS),
                (_tr("Menu"), Keys.MENU),
                (_tr("This list"), Keys.SHORTCUTS),
                (_tr("Close the window"), Keys.CLOSE),
                (_tr("Quit"), Keys.QUIT),
            ),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shortcuts", text)
