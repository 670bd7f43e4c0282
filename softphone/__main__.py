"""Entry point: the window by default, the engine's process, or a command. Imports nothing heavy at top level."""

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from softphone.basics.words import mark, translate
from softphone.handed_over import is_file, is_link, made_absolute

if TYPE_CHECKING:
    from softphone.engine_client.child import EngineChild

_FOR_COMMAND_LINE = ("--help", "-h", "--version")


def main() -> int:
    """Runs what the command line asks for and returns the exit code."""
    _keep_memory_to_itself()
    arguments = sys.argv[1:]
    if arguments[:1] == ["--engine"]:
        from softphone.engine.process import main as run_engine

        run_engine()
    if arguments[:1] == ["--mirror"]:
        from softphone.directory.mirror_process import main as run_mirror

        return run_mirror()
    if arguments[:1] == ["--migrate-history"]:
        from softphone.history.migrate import main as migrate_history

        return migrate_history(arguments[1:])
    if arguments[:1] == ["--holidays"]:
        from softphone.mobility.holiday_list import main as list_holidays

        return list_holidays(arguments[1:])
    if opens_window(arguments):
        return _open_window(made_absolute(arguments))
    from softphone.languages import use_terminal_language

    use_terminal_language()
    from softphone.cli import app

    app()
    return 0


def opens_window(arguments: Sequence[str]) -> bool:
    """True for no arguments, options of the window, and links and files that other programs hand over."""
    if not arguments:
        return True
    first = arguments[0].lower()
    return is_link(first) or is_file(first) or (first.startswith("-") and first not in _FOR_COMMAND_LINE)


def _open_window(arguments: Sequence[str]) -> int:
    if not has_display():
        return _go_on_without_display("--lab" in arguments)
    from softphone.instance import InstanceLock

    instance = InstanceLock()
    if not instance.acquire():
        if instance.raise_first(arguments):
            return 0
        _complain(
            mark("command_line", "Softphone is running already but does not answer. Close it, then start it again.")
        )
        return 1
    gc.disable()  # nothing of what is loaded can be collected; ui/garbage.py takes over when the window is there
    child = _start_engine()
    from softphone.engine_client.process_link import ProcessLink
    from ui.app import main as run_window

    try:
        return run_window(list(arguments), engine_link=ProcessLink(child), instance=instance)
    finally:
        instance.release()


def _keep_memory_to_itself() -> None:
    """What the process holds in memory, passwords too, would be on disk where the system keeps the cores of crashes."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows keeps none
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def has_display() -> bool:
    """False where no window can be opened: a Unix session without a display."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _go_on_without_display(uses_lab: bool) -> int:
    if not uses_lab:
        _complain(
            mark(
                "command_line",
                "There is no display for the window. Use `softphone call NUMBER` or `softphone demo --headless`, "
                "or start this in a graphical session.",
            )
        )
        return 1
    _complain(
        mark(
            "command_line", "There is no display for the window: running the same thing scripted, with all steps shown."
        )
    )
    from softphone.cli import app

    app(["demo", "--headless"])
    return 0


def _complain(text: str) -> None:
    from softphone.languages import use_terminal_language

    use_terminal_language()
    print(translate("command_line", text), file=sys.stderr)


def _start_engine() -> "EngineChild | None":
    """The engine first, so that both processes import their libraries at the same time."""
    from softphone.engine_client.child import EngineChild

    try:
        return EngineChild()
    except OSError:
        return None  # the link will try again and say why it cannot be done


if __name__ == "__main__":
    sys.exit(main())
