"""A telephone that is killed in the middle of something; the core is real, the engine is the fake one.

Run as ``python -m tests.harness.history_program DATABASE WHAT``; says on stdout when the history has what happened.
"""

import sys
from pathlib import Path

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.app import Softphone
from softphone.basics.secret import Secret
from softphone.history.entry import HistoryFilter, HistoryPage
from softphone.history.sqlite_store import SqliteHistoryStore
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_engine import FakeEngines
from tests.unit.app.phone import ALICE


def main(file: Path, what: str) -> None:
    """WHAT: talking, ringing (somebody calls), calling, or ended."""
    runtime = PlainRuntime()
    engines = FakeEngines(runtime)
    phone = Softphone(
        runtime,
        new_link=engines.new_link,
        settings_store=MemorySettingsStore(),
        credentials=MemoryCredentialStore(),
        new_history_store=lambda: SqliteHistoryStore(file),
        data_folder=file.parent,
    )
    phone.start()
    account = phone.accounts.add_ephemeral(ALICE, Secret("right"))
    runtime.run_until(lambda: bool((view := phone.accounts.view(account.account_id)) and view.is_registered), 20)
    if what == "ringing":
        engines.engine.incoming(account.account_id, "1002", "Bob")
    else:
        call_id = phone.calls.dial("1002" if what != "calling" else "ringing@pbx.example.com")
        states = {"calling": LegState.RINGBACK}.get(what, LegState.ESTABLISHED)
        runtime.run_until(lambda: phone.calls.calls()[0].state == states, 20)
        if what == "ended":
            phone.calls.hang_up(call_id)
    runtime.run_until(lambda: _is_written(runtime, phone, what), 20)
    print("written", flush=True)
    runtime.run_until(lambda: False)


def _is_written(runtime: PlainRuntime, phone: Softphone, what: str) -> bool:
    pages: list[HistoryPage] = []
    phone.history.page(HistoryFilter(), None, 1, pages.append)
    runtime.run_until(lambda: bool(pages), 20)
    if not pages[0].entries:
        return False
    (entry,) = pages[0].entries
    return {"talking": entry.answered_s is not None, "ended": not entry.is_under_way}.get(what, True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
