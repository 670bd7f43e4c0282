"""What the user's own address does on other devices, in words, and as a quiet line of the window."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.calls.party_text import clean_text
from softphone.presence.state import RemoteCall
from ui.presence.ports import Elsewhere
from ui.style.tokens import SPACE_S, Tone
from ui.widgets.labels import ElidedLabel, IconLabel

if TYPE_CHECKING:
    from softphone.presence.reginfo import RegisteredDevice

MAX_NAME = 64
_ICON = 16

NameOf = Callable[[RemoteCall], str]


def far_name(call: RemoteCall) -> str:
    """Name or number of the far party, as the PBX tells it; empty when it tells none."""
    user = call.remote_uri.partition(":")[2].partition("@")[0] or call.remote_uri
    return clean_text(call.remote_name or user, MAX_NAME)


def calls_line(calls: Sequence[RemoteCall], devices: "Sequence[RegisteredDevice]", name_of: NameOf = far_name) -> str:
    """The calls elsewhere in one line; empty when there is none.

    A call that only rings is not told: it rings here as well. The device is named where it can be no other.
    """
    talks = [call for call in calls if not call.is_ringing]
    if not talks:
        return ""
    if len(talks) > 1:
        names = ", ".join(dict.fromkeys(filter(None, map(name_of, talks))))
        text = (
            translate("presence", "In {count} calls on other devices ({names})")
            if names
            else translate("presence", "In {count} calls on other devices")
        )
        return text.format(count=len(talks), names=names)
    called = devices_names(devices)
    device = called[0] if len(devices) == 1 and called else translate("presence", "another device")
    name = name_of(talks[0])
    if talks[0].is_held:
        text = (
            translate("presence", "Call with {name} on hold on {device}")
            if name
            else translate("presence", "Call on hold on {device}")
        )
    else:
        text = (
            translate("presence", "In a call with {name} on {device}")
            if name
            else translate("presence", "In a call on {device}")
        )
    return text.format(name=name, device=device)


def devices_line(devices: "Sequence[RegisteredDevice]") -> str:
    """Which other devices are signed in; empty when none is."""
    if not devices:
        return ""
    names = devices_names(devices)
    nameless = len(devices) - len(names)
    if not names:
        return (
            translate("presence", "Also signed in on another device")
            if nameless == 1
            else translate("presence", "Also signed in on {count} other devices").format(count=nameless)
        )
    if nameless:
        names.append(translate("presence", "{count} more").format(count=nameless))
    return translate("presence", "Also signed in: {names}").format(names=", ".join(names))


def devices_names(devices: "Sequence[RegisteredDevice]") -> list[str]:
    """The names of those that have one."""
    return [name for device in devices if (name := clean_text(device.name, MAX_NAME))]


class ElsewhereLine(QWidget):
    """Shown only while there is a call elsewhere. name_of: what a far party is called.

    Attributes:
        covered: how many of the calls are shown already, with more that can be done.
    """

    def __init__(self, own: Elsewhere, name_of: NameOf = far_name, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own, self._name_of = own, name_of
        self.covered: Callable[[], int] = lambda: 0
        self._words = ElidedLabel("", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(IconLabel("phone", Tone.ACCENT, _ICON))
        row.addWidget(self._words, 1)
        forget_calls = own.changed.add(lambda _: self.refresh())
        forget_devices = own.devices_changed.add(lambda _: self.refresh())
        self.destroyed.connect(forget_calls)
        self.destroyed.connect(forget_devices)
        self.refresh()

    def words(self) -> str:
        """What it says; empty while it is hidden."""
        return self._words.full_text()

    def refresh(self) -> None:
        """Says what is so now."""
        talks = sum(not call.is_ringing for call in self._own.calls)
        text = calls_line(self._own.calls, self._own.devices, self._name_of) if talks > self.covered() else ""
        self._words.set_full_text(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
