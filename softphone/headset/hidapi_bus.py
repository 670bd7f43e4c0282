"""HID devices through hidapi, which has a way on each system.

On Linux by hidraw: the other way, libusb, would take the device from the kernel, and its sound with it.
"""

import importlib
import sys
from typing import Any

from softphone.headset.hid_port import HidDevice, HidInfo

_MAX_REPORT = 256
_MAX_DESCRIPTOR = 4096


class HidapiBus:
    """Loads the library when it is first asked."""

    def devices(self) -> tuple[HidInfo, ...]:
        return tuple(
            HidInfo(entry["path"], entry["product_string"] or "", entry["usage_page"])
            for entry in _library().enumerate()
        )

    def open(self, path: bytes) -> HidDevice:
        device = _library().device()
        device.open_path(path)
        return _HidapiDevice(device)


def _library() -> Any:
    return importlib.import_module("hidraw" if sys.platform == "linux" else "hid")


class _HidapiDevice:
    def __init__(self, device: Any) -> None:
        self._device = device

    def descriptor(self) -> bytes:
        return bytes(self._device.get_report_descriptor(_MAX_DESCRIPTOR))

    def read(self, timeout_ms: int) -> bytes:
        return bytes(self._device.read(_MAX_REPORT, timeout_ms))

    def write(self, report: bytes) -> None:
        if self._device.write(report) < 0:
            raise OSError(self._device.error())

    def close(self) -> None:
        self._device.close()
