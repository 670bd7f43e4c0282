"""Every keyboard shortcut, declared once: for the window, the tooltips and the list under F1."""

from softphone.basics.words import translate


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


def shortcut_list() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Sections of (what it does, keys) for the list of shortcuts."""
    return (
        (
            translate("window", "Calling"),
            (
                (translate("window", "Go to the field for numbers and names"), Keys.FIELD),
                (translate("window", "Call what is in the field"), "Return"),
                (translate("window", "Bring back what was dialled before"), "Up"),
                (translate("window", "Show which number the other side will see"), Keys.WHO_SEES),
                (translate("window", "Show or hide the dial pad"), Keys.DIAL_PAD),
                (translate("window", "Call the mailbox; also: hold 1"), Keys.VOICEMAIL),
                (translate("window", "Write a message"), Keys.MESSAGE),
            ),
        ),
        (
            translate("window", "People"),
            (
                (translate("window", "Go through the people found"), "Down"),
                (translate("window", "Call the person"), "Return"),
                (translate("window", "All numbers of the person"), "Alt+Down"),
                (translate("window", "Show the person's card"), "Alt+Return"),
                (translate("window", "Back from the card"), "Esc"),
                (translate("window", "Keypad, favourites, history, contacts, voicemail, messages"), "Ctrl+1 … Ctrl+6"),
            ),
        ),
        (
            translate("window", "In a call"),
            (
                (translate("window", "Answer the incoming call"), Keys.ANSWER),
                (translate("window", "Decline the incoming call"), Keys.DECLINE),
                (translate("window", "Tell the caller that you are busy"), Keys.BUSY),
                (translate("window", "Hold or resume"), Keys.HOLD),
                (translate("window", "Switch the microphone off or on"), Keys.MUTE),
                (translate("window", "Keys for tones"), Keys.KEYPAD),
                (translate("window", "End the call"), Keys.HANG_UP),
                (translate("window", "Answer or resume the first, second … call"), "Alt+1 … Alt+9"),
            ),
        ),
        (
            translate("window", "Transfer, conference, park"),
            (
                (translate("window", "Transfer the call; type whom to, Enter transfers"), Keys.TRANSFER),
                (translate("window", "Ask that person first"), Keys.ASK_FIRST),
                (translate("window", "Complete the transfer after asking"), f"{Keys.TRANSFER}, Return"),
                (translate("window", "Swap between caller and the person asked"), Keys.SWAP),
                (translate("window", "Back to the caller"), Keys.BACK_TO_CALLER),
                (translate("window", "Merge with the call on hold, or add somebody"), Keys.CONFERENCE),
                (translate("window", "Park the call, or take a parked one"), Keys.PARK),
                (translate("window", "Record the call, or stop recording"), Keys.RECORD),
                (translate("window", "Pick up a call that rings in the group"), Keys.PICK_UP_GROUP),
                (translate("window", "Continue the call on your mobile, or keep it here after all"), Keys.PUSH),
                (translate("window", "Take the call here from your mobile or other device"), Keys.PULL),
            ),
        ),
        (
            translate("window", "Program"),
            (
                (translate("window", "Accounts"), Keys.ACCOUNTS),
                (translate("window", "Your status"), Keys.STATUS),
                (translate("window", "Where my calls go: forwarding, mobile, quiet hours"), Keys.ROUTING),
                (translate("window", "Sound settings"), Keys.SOUND),
                (translate("window", "Settings"), Keys.SETTINGS),
                (translate("window", "Menu"), Keys.MENU),
                (translate("window", "This list"), Keys.SHORTCUTS),
                (translate("window", "Close the window"), Keys.CLOSE),
                (translate("window", "Quit"), Keys.QUIT),
            ),
        ),
    )
