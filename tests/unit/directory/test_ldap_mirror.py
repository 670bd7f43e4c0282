"""When the mirror runs, and what it tells; the runs themselves are scripted."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.basics.ids import DirectoryServerId
from softphone.basics.secret import Secret
from softphone.directory.directory_account import DirectoryAccount
from softphone.directory.ldap_mirror import CHANGE_DELAY_S, FIRST_RETRY_S, LONGEST_RETRY_S, START_DELAY_S, LdapMirror
from softphone.directory.ldap_problem import DirectoryProblem
from softphone.directory.mirror_mark import MirrorMark, fingerprint_of, written_mark
from softphone.directory.mirror_messages import MirrorEnded, MirrorOrder, MirrorProgressed, MirrorSaid
from softphone.directory.numbers import NumberPlan
from softphone.runtime import Runtime
from softphone.settings.declared import DIRECTORIES
from softphone.settings.directory_server import DirectoryServer
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import EPOCH_S, VirtualRuntime

ID = DirectoryServerId("directory-1")
SERVER = DirectoryServer(server_id=ID, host="ldap.example.com", bind_dn="cn=reader", refresh_minutes=60)


class ScriptedRun:
    """A run whose words the test says."""

    def __init__(self, order: MirrorOrder, on_said: Callable[[MirrorSaid], None]) -> None:
        self.order = order
        self.say = on_said
        self.is_stopped = False

    def stop(self) -> None:
        self.is_stopped = True


class Office:
    """A mirror with all that is around it."""

    def __init__(self, server: DirectoryServer | None = SERVER, mark: MirrorMark | None = None) -> None:
        self.runtime = VirtualRuntime()
        self.settings = Settings(self.runtime, MemorySettingsStore())
        credentials = MemoryCredentialStore()
        credentials.set(ID, Secret("right"))
        if server is not None:
            self.settings.put_entry(DIRECTORIES, server)
        self.account = DirectoryAccount(self.runtime, self.settings, credentials)
        self.account.start()
        self.runs: list[ScriptedRun] = []
        text = "" if mark is None else written_mark(mark)
        self.mirror = LdapMirror(
            self.runtime, self.account, Path("index"), lambda: text, NumberPlan, self._start, chance=lambda: 0.5
        )
        self.updates = 0
        self.mirror.updated.add(lambda _: self._count())
        self.mirror.start()

    def _count(self) -> None:
        self.updates += 1

    def _start(self, runtime: Runtime, order: MirrorOrder, on_said: Callable[[MirrorSaid], None]) -> ScriptedRun:
        self.runs.append(ScriptedRun(order, on_said))
        return self.runs[-1]

    def end(self, problem: DirectoryProblem | None = None, total: int = 1000, changed: int = 0) -> None:
        self.runs[-1].say(MirrorEnded(problem, total, changed))


def test_the_first_run_begins_soon_after_the_start_and_tells_how_far_it_is() -> None:
    office = Office()
    office.runtime.advance(START_DELAY_S - 0.1)
    assert office.runs == []
    office.runtime.advance(1)
    (run,) = office.runs
    assert (run.order.server, run.order.password, run.order.compares) == (SERVER, "right", False)
    assert office.mirror.state.is_running
    run.say(MirrorProgressed(500, 0))
    assert (office.mirror.state.done, office.mirror.state.total) == (500, 0)
    office.end(changed=1000)
    state = office.mirror.state
    assert (state.is_running, state.done, state.problem) == (False, 1000, None)
    assert state.last_success_s == office.runtime.wall_time_s()
    assert office.updates == 2


def test_the_password_is_in_no_text_of_an_order() -> None:
    office = Office()
    office.runtime.advance(10)
    assert "right" not in repr(office.runs[0].order)


def test_runs_follow_at_the_interval_of_the_settings() -> None:
    office = Office()
    office.runtime.advance(10)
    office.end()
    office.runtime.advance(3500)
    assert len(office.runs) == 1
    office.runtime.advance(200)
    assert len(office.runs) == 2


def test_a_copy_that_is_fresh_is_left_alone_at_the_start() -> None:
    mark = MirrorMark(fingerprint_of(SERVER), total=1000, mark="x", completed_s=EPOCH_S - 1800)
    office = Office(mark=mark)
    office.runtime.advance(10)
    assert office.runs == []
    assert (office.mirror.state.done, office.mirror.state.last_success_s) == (1000, EPOCH_S - 1800)
    office.runtime.advance(1800)
    assert len(office.runs) == 1


def test_a_copy_of_other_settings_does_not_count() -> None:
    office = Office(mark=MirrorMark("other", total=5, mark="x", completed_s=EPOCH_S - 60))
    office.runtime.advance(10)
    assert len(office.runs) == 1
    assert office.mirror.state.last_success_s is None


def test_failures_are_told_and_tried_again_less_and_less_often() -> None:
    office = Office()
    office.runtime.advance(10)
    pauses = []
    for _ in range(9):
        office.end(DirectoryProblem.NO_ANSWER)
        assert office.mirror.state.problem is not None
        assert "does not answer" in office.mirror.state.problem.title
        began_s, count = office.runtime.now_s(), len(office.runs)
        assert office.runtime.run_until(lambda count=count: len(office.runs) > count, 7200)  # type: ignore[misc]
        pauses.append(office.runtime.now_s() - began_s)
    assert pauses[:3] == [FIRST_RETRY_S, 2 * FIRST_RETRY_S, 4 * FIRST_RETRY_S]
    assert max(pauses) == LONGEST_RETRY_S
    office.end()
    assert office.mirror.state.problem is None


def test_a_refused_sign_in_is_not_tried_again_until_the_settings_change() -> None:
    office = Office()
    office.runtime.advance(10)
    office.end(DirectoryProblem.WRONG_PASSWORD)
    office.runtime.advance(86_400)
    office.mirror.refresh()
    office.runtime.advance(60)
    assert len(office.runs) == 1
    assert office.mirror.state.problem is not None
    assert "password" in office.mirror.state.problem.title
    assert office.account.refusal is DirectoryProblem.WRONG_PASSWORD
    office.account.save(SERVER, Secret("better"))
    office.runtime.advance(CHANGE_DELAY_S + 0.1)
    assert len(office.runs) == 2
    assert office.runs[1].order.password == "better"
    assert office.mirror.state.problem is None


def test_a_live_search_that_was_refused_spares_the_mirror_the_try() -> None:
    office = Office()
    office.account.refuse(DirectoryProblem.WRONG_PASSWORD)
    office.runtime.advance(60)
    assert office.runs == []
    assert office.mirror.state.problem is not None


def test_refreshing_looks_for_deleted_people_too() -> None:
    office = Office(mark=MirrorMark(fingerprint_of(SERVER), total=1, mark="x", completed_s=EPOCH_S - 60))
    office.runtime.advance(10)
    office.mirror.refresh()
    office.runtime.advance(0.1)
    assert office.runs[0].order.compares
    office.mirror.refresh()
    office.runtime.advance(1)
    assert len(office.runs) == 1, "one run at a time"


def test_changed_settings_break_the_run_off_and_begin_another() -> None:
    office = Office()
    office.runtime.advance(10)
    office.runs[0].say(MirrorProgressed(500, 0))
    office.account.save(msgspec.structs.replace(SERVER, host="other.example.com"), None)
    assert office.runs[0].is_stopped
    office.runs[0].say(MirrorEnded(None, 7))
    assert not office.mirror.state.is_running
    assert office.mirror.state.done == 0
    office.runtime.advance(1)
    assert office.runs[1].order.server is not None
    assert office.runs[1].order.server.host == "other.example.com"


def test_a_removed_directory_empties_the_copy() -> None:
    office = Office()
    office.runtime.advance(10)
    office.end()
    office.account.remove()
    office.runtime.advance(1)
    assert office.runs[1].order.server is None
    office.runs[1].say(MirrorEnded())
    assert (office.mirror.state.done, office.mirror.state.last_success_s) == (0, None)
    office.runtime.advance(86_400)
    assert len(office.runs) == 2


def test_without_a_directory_nothing_is_done() -> None:
    office = Office(None)
    office.runtime.advance(86_400)
    assert office.runs == []


def test_a_directory_that_was_removed_behind_the_programs_back_is_emptied() -> None:
    office = Office(None, MirrorMark("old", total=5, completed_s=1.0))
    office.runtime.advance(10)
    assert office.runs[0].order.server is None


def test_a_part_of_the_people_is_better_than_nobody() -> None:
    office = Office()
    office.runtime.advance(10)
    office.end(DirectoryProblem.SIZE_LIMIT, total=500)
    state = office.mirror.state
    assert (state.done, state.last_success_s) == (500, office.runtime.wall_time_s())
    assert state.problem is not None
    office.runtime.advance(3700)
    assert len(office.runs) == 2


def test_a_lost_index_is_filled_again() -> None:
    office = Office()
    office.runtime.advance(10)
    office.end()
    office.mirror.index_emptied()
    office.runtime.advance(1)
    assert len(office.runs) == 2


def test_closing_breaks_the_run_off() -> None:
    office = Office()
    office.runtime.advance(10)
    office.mirror.close()
    assert office.runs[0].is_stopped
    office.runtime.advance(86_400)
    assert len(office.runs) == 1
