"""What becomes of calls in the history: pure mapping, driven by the real calls on the fake engine."""

from collections.abc import Sequence

from softphone.basics.secret import Secret
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryKind
from softphone.history.memory_store import MemoryHistoryStore
from softphone.protocol.commands import SetMeasuring
from softphone.protocol.snapshots import AudioSelection, EndKind, RejectReason
from tests.unit.app.phone import ALICE, Phone
from tests.unit.history.recorded import entries, recorded

K = EndKind


class _CountingStore(MemoryHistoryStore):
    def __init__(self) -> None:
        super().__init__()
        self.written = 0

    def write(self, entries: Sequence[HistoryEntry]) -> None:
        self.written += len(entries)
        super().write(entries)


def test_a_dialled_call_is_there_at_once_and_says_what_was_dialled() -> None:
    phone = Phone.signed_in()
    phone.calls.dial("10 02")
    phone.runtime.run_posted()
    entry = recorded(phone)
    assert (entry.direction, entry.dialled_text, entry.presented_number) == ("outgoing", "10 02", "1002")
    assert (entry.work_identity, entry.account_id) == ("1001@pbx.example.com", ALICE.account_id)
    assert entry.is_under_way
    assert entry.end_kind == ""
    assert entry.address == "1002@pbx.example.com"


def test_an_answered_call_tells_its_times_its_sound_and_its_end() -> None:
    phone = Phone.signed_in()
    phone.app.devices.select(AudioSelection())
    call_id = phone.talk_to("1002")
    phone.advance(60)
    phone.calls.hang_up(call_id)
    phone.advance()
    entry = recorded(phone)
    assert entry.answered_s is not None
    assert entry.ended_s is not None
    assert 59 < entry.ended_s - entry.answered_s < 62
    assert 59 < entry.duration_s < 62
    assert (entry.end_kind, entry.end_text) == (K.LOCAL_HANG_UP, "Call ended")
    assert entry.codec == "opus"
    assert not entry.is_missed
    (leg,) = entry.legs
    assert (leg.remote_uri, leg.end_kind) == ("sip:1002@pbx.example.com", K.LOCAL_HANG_UP)


def test_two_calls_dialled_one_after_the_other_keep_their_own_words() -> None:
    phone = Phone.signed_in()
    phone.calls.dial("1002")
    phone.calls.dial("1003@pbx.example.com")
    phone.advance()
    assert [entry.dialled_text for entry in entries(phone)] == ["1003@pbx.example.com", "1002"]


def test_a_missed_call_counts_until_it_was_seen() -> None:
    phone = Phone.signed_in()
    call_id = phone.ring_from("1002", "Bob")
    assert phone.app.history.unseen_missed == 0
    phone.engine.far_hangs_up(phone.leg_id(call_id), K.MISSED)
    phone.advance()
    entry = recorded(phone)
    assert (entry.is_missed, entry.is_seen, entry.name, entry.dialled_text) == (True, False, "Bob", "")
    assert phone.app.history.unseen_missed == 1
    phone.app.history.mark_seen()
    phone.advance()
    assert phone.app.history.unseen_missed == 0
    assert recorded(phone).is_seen


def test_a_call_that_the_user_turned_down_is_not_missed() -> None:
    phone = Phone.signed_in()
    phone.calls.reject(phone.ring_from("1002"), RejectReason.BUSY)
    phone.advance()
    elsewhere = phone.ring_from("1003")
    phone.engine.far_hangs_up(phone.leg_id(elsewhere), K.ANSWERED_ELSEWHERE)
    phone.advance()
    assert [(entry.end_kind, entry.is_missed) for entry in entries(phone)] == [
        (K.ANSWERED_ELSEWHERE, False),
        (K.REJECTED, False),
    ]
    assert phone.app.history.unseen_missed == 0


def test_a_caller_who_rang_when_the_engine_died_was_missed() -> None:
    phone = Phone.signed_in()
    phone.ring_from("1002")
    phone.engine.crash()
    phone.advance(5)
    entry = recorded(phone)
    assert (entry.end_kind, entry.is_missed) == (K.ENGINE_LOST, True)


def test_a_talk_that_the_engine_lost_is_told_as_such() -> None:
    phone = Phone.signed_in()
    phone.talk_to("1002")
    phone.engine.crash()
    phone.advance(5)
    assert recorded(phone).end_kind == K.ENGINE_LOST
    assert not recorded(phone).is_missed


def test_a_refused_call_is_recorded_with_its_reason() -> None:
    phone = Phone.signed_in()
    phone.calls.dial("busy@pbx.example.com")
    phone.advance(1)
    assert (recorded(phone).end_kind, recorded(phone).duration_s) == (K.BUSY, 0.0)
    assert recorded(phone).legs[0].end_code == 486


def test_a_call_that_goes_on_is_confirmed_twice_a_minute_and_no_timer_runs_without_one() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    for _ in range(5):
        phone.advance(60)
        assert phone.runtime.wall_time_s() - recorded(phone).last_seen_s <= 30
    phone.calls.hang_up(call_id)
    phone.advance(20)
    timers = phone.runtime.pending_timers
    phone.advance(120)
    assert phone.runtime.pending_timers <= timers


def test_figures_of_the_sound_are_no_news_but_come_along() -> None:
    store = _CountingStore()
    phone = Phone(history_store=store)
    phone.app.start()
    phone.accounts.add(ALICE, Secret("right"))
    phone.advance(1)
    call_id = phone.talk_to("1002")
    before = store.written
    phone.advance(25)
    assert store.written == before
    assert phone.told(SetMeasuring)[-1] == SetMeasuring(is_on=True, interval_ms=2000)
    phone.calls.hang_up(call_id)
    phone.advance()
    assert store.written > before
    quality = recorded(phone).quality
    assert quality is not None
    assert quality.rating == "good"
    assert phone.told(SetMeasuring)[-1] == SetMeasuring(is_on=False)


def test_transfer_and_recording_are_noted_while_the_call_lives() -> None:
    phone = Phone.signed_in()
    call_id = phone.talk_to("1002")
    phone.app.history.note_transfer(call_id, "blind", "sip:1003@pbx.example.com")
    phone.app.history.note_recording(call_id, "/recordings/1.wav")
    phone.calls.hang_up(call_id)
    phone.advance()
    entry = recorded(phone)
    assert entry.recording == "/recordings/1.wav"
    assert (entry.legs[0].transfer_kind, entry.legs[0].transfer_target) == ("blind", "sip:1003@pbx.example.com")


def test_the_person_whom_the_directory_knows_is_kept_beside_what_was_presented() -> None:
    phone = Phone.signed_in()
    phone.calls.name_by(lambda party: "Anna Meyer" if party.number == "1002" else "")
    phone.ring_from("1002", "Reception")
    phone.ring_from("1003", "Somebody")
    somebody, anna = entries(phone)
    assert (anna.person_name, anna.presented_name, anna.name) == ("Anna Meyer", "Reception", "Anna Meyer")
    assert (somebody.person_name, somebody.name) == ("", "Somebody")
    phone.calls.name_by(lambda party: "Berta Bär")
    phone.calls.names_changed()
    phone.runtime.run_posted()
    assert {entry.person_name for entry in entries(phone)} == {"Berta Bär"}


def test_the_end_of_the_program_writes_how_its_calls_ended() -> None:
    phone = Phone.signed_in()
    phone.talk_to("1002")
    done: list[bool] = []
    phone.app.close(lambda: done.append(True))
    phone.advance(5)
    assert done == [True]
    (entry,) = phone.history_store.page(HistoryFilter(HistoryKind.ALL), None, 10).entries
    assert not entry.is_under_way


def test_a_thousand_calls_are_a_thousand_entries() -> None:
    phone = Phone.signed_in()
    for _ in range(1000):
        call_id = phone.ring_from("1002")
        phone.engine.far_hangs_up(phone.leg_id(call_id), K.MISSED)
        phone.advance(0.01)
    assert isinstance(phone.history_store, MemoryHistoryStore)
    assert len(entries(phone, 2000)) == 1000
    assert phone.app.history.unseen_missed == 1000
