"""Tells the features whose settings a page has by hand that these are back at their defaults."""

from collections.abc import Callable

from softphone.app import Softphone
from ui.settings.placing import PageName


def page_resets(softphone: Softphone) -> dict[PageName, Callable[[], object]]:
    """By page, what to call; the settings themselves are back already."""
    devices, codecs = softphone.devices, softphone.codecs

    def sound() -> None:
        devices.select(devices.selection)
        devices.set_processing(devices.processing)
        devices.set_ringtone(devices.ringtone, devices.ringer_volume)
        devices.set_call_waiting_volume(devices.call_waiting_volume)

    return {PageName.SOUND: sound, PageName.CALLS: codecs.start}
