"""What the headset feature needs of HID devices."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HidInfo:
    """A device, or one of its interfaces. usage_page: of its top-level collection; 0 where it is not known."""

    path: bytes
    name: str
    usage_page: int = 0


class HidDevice(Protocol):
    """An open device. Every method raises OSError once it is gone."""

    def descriptor(self) -> bytes:
        """Its report descriptor."""

    def read(self, timeout_ms: int) -> bytes:
        """The next input report, with its id where the device has ids; empty when none came in time."""

    def write(self, report: bytes) -> None:
        """Sends an output report, which begins with its id, 0 where there is none."""

    def close(self) -> None:
        """Lets go of it. Called by the thread that reads."""


class HidBus(Protocol):
    """The HID devices of this machine; each method may block."""

    def devices(self) -> tuple[HidInfo, ...]:
        """All that are there now."""

    def open(self, path: bytes) -> HidDevice:
        """Raises OSError where the device is gone or may not be opened."""
