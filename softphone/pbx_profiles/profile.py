"""One phone system's profile: what is dialled for which feature, and how it does things."""

from enum import StrEnum

from softphone.protocol.snapshots import Value

NUMBER = "{number}"
EXTENSION = "{extension}"
GREETING_MENUS = ("asterisk",)  # those that the program knows the keys of


class Feature(StrEnum):
    """What a code is dialled for. `{number}` in a code stands for the number it is about."""

    VOICEMAIL = "voicemail"
    VOICEMAIL_GREETING = "voicemail_greeting"
    FORWARD_ALWAYS_ON = "forward_always_on"
    FORWARD_ALWAYS_OFF = "forward_always_off"
    FORWARD_BUSY_ON = "forward_busy_on"
    FORWARD_BUSY_OFF = "forward_busy_off"
    FORWARD_NO_ANSWER_ON = "forward_no_answer_on"
    FORWARD_NO_ANSWER_OFF = "forward_no_answer_off"
    FORWARD_NOT_REGISTERED_ON = "forward_not_registered_on"
    FORWARD_NOT_REGISTERED_OFF = "forward_not_registered_off"
    FORWARD_TO_VOICEMAIL = "forward_to_voicemail"
    DND_ON = "dnd_on"
    DND_OFF = "dnd_off"
    PICK_UP = "pick_up"
    GROUP_PICK_UP = "group_pick_up"
    PARK = "park"
    PARK_IN_SLOT = "park_in_slot"
    TWINNING_ON = "twinning_on"
    TWINNING_OFF = "twinning_off"
    TWINNING_DELAY = "twinning_delay"  # {number}: how many seconds later than the desk the mobile rings
    TWINNING_GUARD_ON = "twinning_guard_on"  # a key has to be pressed at the mobile before it gets the call
    TWINNING_GUARD_OFF = "twinning_guard_off"
    PUSH = "push"
    PULL = "pull"


class Lamp(StrEnum):
    """What can be read back: a number whose lamp is lit while the feature is on. `{extension}` stands for the own."""

    FORWARD_ALWAYS = "forward_always"
    FORWARD_BUSY = "forward_busy"
    FORWARD_NO_ANSWER = "forward_no_answer"
    FORWARD_NOT_REGISTERED = "forward_not_registered"
    DND = "dnd"
    TWINNING = "twinning"
    TWINNING_GUARD = "twinning_guard"
    MOBILE = "mobile"  # lit while the own mobile is in a call of the work number


class HandoffStep(StrEnum):
    """A way to move a call to the mobile; a profile lists those that work, best first.

    CODE: `Feature.PUSH` is dialled beside the call. OWN_DEVICES: the program calls the own address, where all other
    own devices ring; CONSULT: it calls the mobile; both join when the person there has confirmed. BLIND: REFER to the
    mobile.
    """

    CODE = "code"
    OWN_DEVICES = "own_devices"
    CONSULT = "consult"
    BLIND = "blind"


class StatusWay(StrEnum):
    """How the own status reaches others: PUBLISH (RFC 3903), do not disturb by code, or not at all."""

    PUBLISH = "publish"
    CODES = "codes"
    NONE = "none"


class Profile(Value, frozen=True, kw_only=True):
    """One phone system.

    Attributes:
        profile_id: name of its file without the suffix; what `AccountConfig.pbx_profile` holds.
        name: as people know the system.
        codes: only those that are sure; nothing else is ever dialled by the program itself.
        unsure: codes that are off until IT has checked them; shown as such.
        lamps: numbers to read back from.
        handoff: ways to the mobile, best first.
        push_confirms: the system itself has a key pressed on the mobile before the code for a handoff moves the call.
        hides_mobile: the system shows the work number in place of the mobile's to the far party after a handoff.
        rings_before_voicemail_s: how long the mobile may ring before its own voicemail answers, where known.
        sms: the system takes SIP MESSAGE to outside numbers and sends it as SMS from the work number.
        servers: regular expressions of the Server or User-Agent header by which it is recognised.
        greeting_menu: the mailbox's menu for greetings, such as ``asterisk``; empty when it is not known.
        park_slots: the numbers at which parked calls lie, such as ``701-720``; empty when there are none.
    """

    profile_id: str
    name: str
    codes: dict[Feature, str] = {}
    unsure: dict[Feature, str] = {}
    lamps: dict[Lamp, str] = {}
    handoff: tuple[HandoffStep, ...] = (HandoffStep.CONSULT,)
    status: StatusWay = StatusWay.PUBLISH
    push_confirms: bool = False
    hides_mobile: bool = False
    rings_before_voicemail_s: float | None = None
    sms: bool = False
    servers: tuple[str, ...] = ()
    park_slots: str = ""
    greeting_menu: str = ""

    def code(self, feature: Feature, number: str = "") -> str:
        """What is dialled; empty when the system has no sure code for it."""
        return self.codes.get(feature, "").replace(NUMBER, number)

    def lamp(self, lamp: Lamp, extension: str) -> str:
        """The number whose lamp tells it; empty when it cannot be read back."""
        return self.lamps.get(lamp, "").replace(EXTENSION, extension)
