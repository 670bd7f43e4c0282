"""A HID headset as a test scripts it: a report descriptor, reports in, reports out."""

import queue

from softphone.headset.hid_port import HidInfo

_TELEPHONY_HEADSET = "050b 0905 a101 8502"
_BUTTONS = "050b 1500 2501 7501 9503 0920 0921 092f 8102 9505 8103"  # hook, flash, mute; five bits of nothing
_LAMPS = "0508 9504 0909 0917 0918 0920 9102 9504 9103"  # mute, off-hook, ring, hold
_VOLUME = "050c 0901 a101 8501 1500 2501 7501 9502 09e9 09ea 8102 9506 8103 c0"
DESCRIPTOR = bytes.fromhex(f"{_TELEPHONY_HEADSET} {_BUTTONS} {_LAMPS} c0 {_VOLUME}".replace(" ", ""))
# Without report ids, its buttons as an array of numbers: 1 hook, 2 mute.
ARRAY_DESCRIPTOR = bytes.fromhex("050b0905a101 1501 2502 7508 9501 0920 092f 8100 c0".replace(" ", ""))
KEYBOARD_DESCRIPTOR = bytes.fromhex("05010906a101050719e029e71500250175019508 8102c0".replace(" ", ""))
HOOK, FLASH, MUTE = 1, 2, 4


class ScriptedHeadset:
    """Behaves as an open device. written: every output report."""

    def __init__(self, descriptor: bytes = DESCRIPTOR) -> None:
        self.written: list[bytes] = []
        self.is_closed = False
        self.is_unplugged = False
        self._descriptor = descriptor
        self._reports: queue.Queue[bytes] = queue.Queue()

    def tell(self, buttons: int) -> None:
        """The report of its buttons comes: HOOK, FLASH and MUTE as bits."""
        self._reports.put(bytes([2, buttons]))

    def send(self, report: bytes) -> None:
        """Any report comes."""
        self._reports.put(report)

    def unplug(self) -> None:
        self.is_unplugged = True
        self._reports.put(b"")

    @property
    def lamps(self) -> int:
        """The lamps as bits, as they were set last: 1 mute, 2 off-hook, 4 ring, 8 hold."""
        return self.written[-1][1] if self.written else 0

    def descriptor(self) -> bytes:
        return self._descriptor

    def read(self, timeout_ms: int) -> bytes:
        try:
            report = self._reports.get(timeout=min(timeout_ms, 50) / 1000)
        except queue.Empty:
            report = b""
        if self.is_unplugged:
            raise OSError("read error")
        return report

    def write(self, report: bytes) -> None:
        if self.is_unplugged:
            raise OSError("write error")
        self.written.append(report)

    def close(self) -> None:
        self.is_closed = True


class ScriptedHidBus:
    """devices are those that are plugged in; refused: paths that may not be opened."""

    def __init__(self, *headsets: ScriptedHeadset) -> None:
        self.headsets = list(headsets)
        self.usage_page = 0x0B
        self.refused: set[bytes] = set()
        self.opened: list[bytes] = []

    def devices(self) -> tuple[HidInfo, ...]:
        return tuple(
            HidInfo(str(number).encode(), f"Headset {number}", self.usage_page)
            for number, headset in enumerate(self.headsets)
            if not headset.is_unplugged
        )

    def open(self, path: bytes) -> ScriptedHeadset:
        self.opened.append(path)
        if path in self.refused:
            raise OSError("open failed")
        return self.headsets[int(path)]
