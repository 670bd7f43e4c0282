"""The program dies anywhere, the engine too: each message comes once and in order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.messaging.message import MessageState
from tests.unit.messaging.message_desk import ALICE, FailingStore, MessageDesk, SteppedRuntime

MOST_CRASHES = 2  # of the engine in a minute; with the next one it is given up
Death = tuple[int, bool]  # after so many steps; of the whole program, or of the engine


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(min_value=1, max_value=120), st.booleans()), max_size=6))
def test_each_message_goes_out_once_and_in_order_whoever_dies_when(deaths: list[Death]) -> None:
    desk = MessageDesk()
    desk.go_offline()
    wanted = [f"number {number}" for number in range(12)]
    for text in wanted:
        desk.send("1002", text)
    desk.runtime.run_posted()  # they are written
    desk.go_online()
    crashes = 0
    for steps, is_whole in deaths:
        desk.runtime.run_steps(steps)
        if is_whole or crashes == MOST_CRASHES:
            desk.kill()
            desk.begin()
            crashes = 0
        else:
            desk.engine.crash()
            crashes += 1
    desk.wait(lambda: all(each.state is MessageState.SENT for each in desk.all()), "all are sent")
    assert desk.texts == wanted
    assert [each.text for each in desk.all()] == wanted


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=40), max_size=5))
def test_what_was_acknowledged_is_there_whoever_dies_when(deaths: list[int]) -> None:
    desk = MessageDesk()
    assert isinstance(desk.store, FailingStore)
    acknowledged: set[str] = set()
    for life, steps in enumerate([*deaths, 1000]):
        for number in range(3):
            name = f"message {life} {number}"
            desk.engine.messages.incoming(ALICE.account_id, name.encode(), incoming_id=name)
        desk.runtime.run_steps(steps)
        acknowledged |= {name for name, code in desk.engine.messages.answers.items() if code == 200}
        desk.kill()
        desk.begin()
    desk.runtime.advance(1.0)
    there = [each.text for each in desk.all()]
    assert acknowledged <= set(there)
    assert len(there) == len(set(there))
    assert isinstance(desk.runtime, SteppedRuntime)
