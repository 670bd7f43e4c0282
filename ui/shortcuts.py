"""Every keyboard shortcut, declared once: for the window, the tooltips and the list under F1."""

from softphone.basics.words import mark, translate


class Keys:
    """Portable key sequences; none of them is one that a text field needs."""

    ANSWER = "Ctrl+Shift+A"
    DECLINE = "Ctrl+Shift+D"
    BUSY = "Ctrl+Shift+B"
    HANG_UP = "Ctrl+Shift+E"
    HOLD = "Ctrl+Shift+H"
    MUTE = "Ctrl+Shift+M"
    KEYPAD = "Ctrl+Shift+K"
    TRANSFER = "Ctrl+T"
    ASK_FIRST = "Ctrl+Return"
    SWAP = "Ctrl+Shift+X"
    BACK_TO_CALLER = "Esc"
    CONFERENCE = "Ctrl+J"
    PARK = "Ctrl+P"
    RECORD = "Ctrl+R"
    PICK_UP_GROUP = "Ctrl+G"
    PULL = "Ctrl+Shift+T"
    ROUTING = "Ctrl+Shift+F"
    PUSH = "Ctrl+Shift+O"
    FIELD = "Ctrl+L"
    WHO_SEES = "Ctrl+I"
    DIAL_PAD = "Ctrl+K"
    ACCOUNTS = "Ctrl+Shift+R"
    SETTINGS = "Ctrl+,"
    SOUND = "Ctrl+Shift+S"
    SHORTCUTS = "F1"
    SHORTCUTS_ALSO = "Ctrl+/"
    STATUS = "Ctrl+Shift+U"
    MENU = "F10"
    CLOSE = "Ctrl+W"
    VOICEMAIL = "Ctrl+Shift+V"
    MESSAGE = "Ctrl+N"
    QUIT = "Ctrl+Q"

    @staticmethod
    def page(number: int) -> str:
        """Shows the page at this place of the tabs, 1 to 9."""
        return f"Ctrl+{number}"

    @staticmethod
    def call(number: int) -> str:
        """Picks the call at this place of the list, 1 to 9."""
        return f"Alt+{number}"


Section = tuple[str, tuple[tuple[str, str], ...]]
_SECTIONS: tuple[Section, ...] = (
    (
        mark("window", "Calling"),
        (
            (mark("window", "Go to the field for numbers and names"), Keys.FIELD),
            (mark("window", "Call what is in the field"), "Return"),
            (mark("window", "Bring back what was dialled before"), "Up"),
            (mark("window", "Show which number the other side will see"), Keys.WHO_SEES),
            (mark("window", "Show or hide the dial pad"), Keys.DIAL_PAD),
            (mark("window", "Call the mailbox; also: hold 1"), Keys.VOICEMAIL),
            (mark("window", "Write a message"), Keys.MESSAGE),
        ),
    ),
    (
        mark("window", "People"),
        (
            (mark("window", "Go through the people found"), "Down"),
            (mark("window", "Call the person"), "Return"),
            (mark("window", "All numbers of the person"), "Alt+Down"),
            (mark("window", "Show the person's card"), "Alt+Return"),
            (mark("window", "Back from the card"), "Esc"),
            (mark("window", "Keypad, favourites, history, contacts, voicemail, messages"), "Ctrl+1 … Ctrl+6"),
        ),
    ),
    (
        mark("window", "In a call"),
        (
            (mark("window", "Answer the incoming call"), Keys.ANSWER),
            (mark("window", "Decline the incoming call"), Keys.DECLINE),
            (mark("window", "Tell the caller that you are busy"), Keys.BUSY),
            (mark("window", "Hold or resume"), Keys.HOLD),
            (mark("window", "Switch the microphone off or on"), Keys.MUTE),
            (mark("window", "Keys for tones"), Keys.KEYPAD),
            (mark("window", "End the call"), Keys.HANG_UP),
            (mark("window", "Answer or resume the first, second … call"), "Alt+1 … Alt+9"),
        ),
    ),
    (
        mark("window", "Transfer, conference, park"),
        (
            (mark("window", "Transfer the call; type whom to, Enter transfers"), Keys.TRANSFER),
            (mark("window", "Ask that person first"), Keys.ASK_FIRST),
            (mark("window", "Complete the transfer after asking"), f"{Keys.TRANSFER}, Return"),
            (mark("window", "Swap between caller and the person asked"), Keys.SWAP),
            (mark("window", "Back to the caller"), Keys.BACK_TO_CALLER),
            (mark("window", "Merge with the call on hold, or add somebody"), Keys.CONFERENCE),
            (mark("window", "Park the call, or take a parked one"), Keys.PARK),
            (mark("window", "Record the call, or stop recording"), Keys.RECORD),
            (mark("window", "Pick up a call that rings in the group"), Keys.PICK_UP_GROUP),
            (mark("window", "Continue the call on your mobile, or keep it here after all"), Keys.PUSH),
            (mark("window", "Take the call here from your mobile or other device"), Keys.PULL),
        ),
    ),
    (
        mark("window", "Program"),
        (
            (mark("window", "Accounts"), Keys.ACCOUNTS),
            (mark("window", "Your status"), Keys.STATUS),
            (mark("window", "Where my calls go: forwarding, mobile, quiet hours"), Keys.ROUTING),
            (mark("window", "Sound settings"), Keys.SOUND),
            (mark("window", "Settings"), Keys.SETTINGS),
            (mark("window", "Menu"), Keys.MENU),
            (mark("window", "This list"), Keys.SHORTCUTS),
            (mark("window", "Close the window"), Keys.CLOSE),
            (mark("window", "Quit"), Keys.QUIT),
        ),
    ),
)


def shortcut_list() -> tuple[Section, ...]:
    """Sections of (what it does, keys) for the list of shortcuts."""
    return tuple(
        (translate("window", title), tuple((translate("window", what), keys) for what, keys in entries))
        for title, entries in _SECTIONS
    )
