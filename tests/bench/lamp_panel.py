"""The softphone's own window process for the bench, with every lamp of a lamp server watched; writes what it was told.

Ends on SIGTERM like the program; then the file has one line per announced person: address, state, id of the first
dialog, time (monotonic).
"""

import argparse
import sys
import time
from pathlib import Path

from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.presence.state import Presentity
from softphone.protocol.snapshots import AccountConfig, Transport
from softphone.settings.declared import WATCHED_SINGLY
from tests.bench.frame_clock import FrameClock
from tests.bench.lamp_server import FIRST_USER, LIST_SIZE
from ui.app import Program, new_application
from ui.main_window import WIDE_FROM
from ui.presence.favourites_page import FavouritesPage
from ui.presence.lamp_delegate import Density


class Panel:
    """Watches the lamps. told: (person, time) of every announcement."""

    def __init__(self, program: Program, lamps: int) -> None:
        self.told: list[tuple[Presentity, float]] = []
        colleagues = program.softphone.colleagues
        colleagues.changed.add(self._note)
        for lamp in range(lamps):
            colleagues.watch(f"{FIRST_USER + lamp}@127.0.0.1")

    def _note(self, people: tuple[Presentity, ...]) -> None:
        at_s = time.monotonic()
        self.told.extend((person, at_s) for person in people)

    def write(self, path: Path) -> None:
        lines = [
            f"{person.address} {person.state} {person.calls[0].dialog_id if person.calls else '-'} {at_s:.6f}"
            for person, at_s in self.told
        ]
        path.write_text("\n".join(lines) + "\n")


def _account(port: int, lists: int) -> AccountConfig:
    return AccountConfig(
        account_id=AccountId("lamps"),
        address_of_record=f"sip:1001@127.0.0.1:{port}",
        transport=Transport.TCP,
        lamp_lists=tuple(f"sip:blf{i}@127.0.0.1:{port}" for i in range(lists)),
    )


def main() -> int:
    """See above."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("lamps", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--singly", action="store_true")
    parser.add_argument("--shown", action="store_true", help="the lamps are favourites, and the window shows them")
    options = parser.parse_args()
    application = new_application()
    program = Program(application)
    program.start([] if options.shown else ["--hidden"])
    softphone = program.softphone
    softphone.settings.set(WATCHED_SINGLY, options.lamps if options.singly else 0)
    frames = show_favourites(program, options.lamps) if options.shown else None
    panel = Panel(program, options.lamps)
    lists = 0 if options.singly else -(-options.lamps // LIST_SIZE)
    softphone.accounts.add_ephemeral(_account(options.port, lists), Secret("bench"))
    code = application.exec()
    program.finish()
    panel.write(options.out)
    if frames is not None:
        frames.write(options.out.with_name("frames.json"))
    return code


def show_favourites(program: Program, lamps: int) -> FrameClock:
    """Every lamp a favourite, and their page in front: the window paints what changes."""
    for lamp in range(lamps):
        program.softphone.favourites.add(f"User {FIRST_USER + lamp}", str(FIRST_USER + lamp))
    program.windows.main.resize(WIDE_FROM - 1, 980)  # as many lamps on the screen as there can be
    program.windows.main.show_page("favourites")
    page = program.windows.main.pages.page("favourites")
    assert isinstance(page, FavouritesPage)
    page.set_density(Density.SMALL)
    return FrameClock(program.windows.main)


if __name__ == "__main__":
    sys.exit(main())
