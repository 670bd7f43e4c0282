"""Something that comes or goes in the system's device folder is noticed once, when it has settled."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from softphone.basics.errors import EngineUnavailable
from tests.window.waiting import wait_until
from ui.devices.plug_watch import PlugWatch


def test_what_comes_and_goes_is_looked_for_once_each_time(qapp: QApplication, tmp_path: Path) -> None:
    looks: list[int] = []
    watch = PlugWatch(lambda: looks.append(1), None, (tmp_path / "snd", tmp_path), settle_ms=50)
    (tmp_path / "snd").mkdir()  # the first sound card of this computer
    wait_until(lambda: len(looks) == 1, "the folder")
    for name in ("controlC1", "pcmC1D0c", "pcmC1D0p"):
        (tmp_path / "snd" / name).touch()
    wait_until(lambda: len(looks) == 2, "a headset")
    (tmp_path / "snd" / "pcmC1D0p").unlink()
    wait_until(lambda: len(looks) == 3, "its end")
    watch.deleteLater()


def test_without_an_engine_nothing_goes_wrong(qapp: QApplication, tmp_path: Path) -> None:
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        raise EngineUnavailable("The phone engine is not running.")

    watch = PlugWatch(look, None, (tmp_path, tmp_path / "missing"), settle_ms=50)
    (tmp_path / "hidraw3").touch()
    wait_until(lambda: looks == [1], "a look")
    watch.deleteLater()
