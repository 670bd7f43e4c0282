"""The headset with buttons that is plugged in: found, read on a thread of its own, given its lamps."""

import logging
import threading

from softphone.basics.listeners import Listeners
from softphone.headset.hid_port import HidBus, HidDevice, HidInfo
from softphone.headset.report_layout import TELEPHONY_PAGE, Button, Lamp, ReportLayout, layout_of
from softphone.runtime import Runtime

READ_MS = 2000  # how long the end of the program may have to wait for the thread
_log = logging.getLogger("softphone.headset")


class Headsets:
    """Follows at most one headset: the first that has buttons for calls.

    Attributes:
        changed: announces the headset's name when it is another; empty when there is none.
        pressed: announces a button and its new state whenever that changes, and each press of a button without one.
    """

    def __init__(self, runtime: Runtime, bus: HidBus) -> None:
        self.changed: Listeners[str] = Listeners()
        self.pressed: Listeners[tuple[Button, bool]] = Listeners()
        self._runtime = runtime
        self._bus = bus
        self._used: _Used | None = None
        self._is_looking = self._looks_again = self._is_closed = False
        self._lit: frozenset[Lamp] = frozenset()

    @property
    def name(self) -> str:
        """Of the headset that is used; empty when there is none."""
        return self._used.info.name if self._used is not None and not self._used.is_over else ""

    def look(self) -> None:
        """Looks for headsets, in the background. To be called at the start and whenever sound devices came or went."""
        if self._is_closed:
            return
        if self._used is not None:
            if self._used.is_over:  # it was to be let go of, and its thread has not yet
                self._used.is_over = False
                self._show()
                self.changed.announce(self.name)
            return
        if self._is_looking:
            self._looks_again = True
            return
        self._is_looking = True
        self._runtime.run_in_background(self._find, self._found, self._failed)

    def set_lamps(self, lit: frozenset[Lamp]) -> None:
        """Exactly these shine from now on, also on a headset that comes later."""
        if lit != self._lit:
            self._lit = lit
            self._show()

    def let_go(self) -> None:
        """Uses no headset until `look`; does nothing when there is none."""
        if self._used is not None and not self._used.is_over:
            self._write_lamps(self._used, frozenset())
            self._used.is_over = True
            self.changed.announce("")

    def close(self) -> None:
        """Switches the lamps off and lets go of the headset; its thread ends soon."""
        self.set_lamps(frozenset())
        self._is_closed = True
        if self._used is not None:
            self._used.is_over = True

    # ------------------------------------------------------------------ finding

    def _find(self) -> "_Used | None":
        """Opens only what says that it is for telephony, or does not say what it is for."""
        for info in self._bus.devices():
            if info.usage_page in (TELEPHONY_PAGE, 0):
                used = _opened(self._bus, info)
                if used is not None:
                    return used
        return None

    def _found(self, used: "_Used | None") -> None:
        self._is_looking = False
        if used is None:
            if self._looks_again:
                self._looks_again = False
                self.look()
            return
        self._looks_again = False
        self._used = used
        used.is_over = self._is_closed
        threading.Thread(target=self._read, args=(used,), name="headset", daemon=True).start()
        _log.info("headset with buttons found")
        self.changed.announce(used.info.name)
        self._show()

    def _failed(self, error: Exception) -> None:
        """Unknown devices, a missing library or missing rights do no harm."""
        self._is_looking = False
        _log.info("no headset buttons: %s", error)

    # ------------------------------------------------------------------ reading and writing

    def _read(self, used: "_Used") -> None:
        try:
            while not used.is_over:
                report = used.device.read(READ_MS)
                if report:
                    self._hand_over(used, used.layout.pressed(report))
        except (OSError, ValueError) as error:
            _log.info("headset gone: %s", error)
        finally:
            used.device.close()
            self._runtime.post(lambda: self._gone(used))

    def _hand_over(self, used: "_Used", told: dict[Button, bool]) -> None:
        self._runtime.post(lambda: self._take(used, told))

    def _take(self, used: "_Used", told: dict[Button, bool]) -> None:
        if used is not self._used or used.is_over:
            return
        for button, is_down in told.items():
            if used.states.get(button, False) != is_down:
                used.states[button] = is_down
                self.pressed.announce((button, is_down))

    def _gone(self, used: "_Used") -> None:
        if used is self._used:
            self._used = None
            self.changed.announce("")

    def _show(self) -> None:
        if self._used is not None and not self._used.is_over:
            self._write_lamps(self._used, self._lit)

    def _write_lamps(self, used: "_Used", lit: frozenset[Lamp]) -> None:
        reports = used.layout.lamp_reports(lit)
        self._runtime.run_in_background(lambda: _write(used, reports), lambda _: None, self._failed)


class _Used:
    """An open headset. states: of its buttons as last told."""

    def __init__(self, info: HidInfo, device: HidDevice, layout: ReportLayout) -> None:
        self.info = info
        self.device = device
        self.layout = layout
        self.states: dict[Button, bool] = {}
        self.is_over = False
        self.writing = threading.Lock()


def _opened(bus: HidBus, info: HidInfo) -> _Used | None:
    try:
        device = bus.open(info.path)
    except OSError:
        return None  # another program has it, or the user may not
    try:
        layout = layout_of(device.descriptor())
    except (OSError, ValueError) as error:
        _log.info("a device is passed over: %s", error)
        device.close()
        return None
    if layout.is_useful:
        return _Used(info, device, layout)
    device.close()
    return None


def _write(used: _Used, reports: list[bytes]) -> None:
    with used.writing:
        for report in reports:
            used.device.write(report)
