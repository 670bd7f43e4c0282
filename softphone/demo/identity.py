"""The part of the demo about the private number: nobody at the far side sees it, and nothing that is kept has it."""

import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from softphone_lab.line import Line
from softphone_lab.line_call import Answers, LineCall
from softphone_lab.line_text import header

from softphone.basics.ids import AccountId
from softphone.basics.redaction import PRIVATE_NUMBERS, MaskingFormatter, Redaction
from softphone.basics.secret import Secret
from softphone.calls.call import Call
from softphone.demo.number_search import count_files, files_with, write_controls
from softphone.demo.parties import ALICE, PATIENCE_S, Parties
from softphone.demo.steps import Detail, StepFailed
from softphone.folders import state_dir
from softphone.mobility.forward_target import MOBILE
from softphone.mobility.forwarding import ForwardKind, ForwardState
from softphone.mobility.handoff_view import HandoffStage
from softphone.mobility.twin_view import TwinMode
from softphone.protocol.snapshots import LegState

NUMBER = "+15550101001"
_WORK_NUMBER = "+15550201001"
_OUTSIDE_NUMBER = "+15550309999"
_COLLEAGUE = "1003"
_ALICE_ID = AccountId("lab-1001")


class IdentitySteps:
    """A customer outside and a colleague call Alice, and get her on her mobile in every way that there is."""

    def __init__(self, parties: Parties) -> None:
        self._lab, self._alice, self._folder = parties.lab, parties.alice, parties.folder

    def private_number_never_seen(self, detail: Detail) -> None:
        """After handoff, twinning and forwarding the far sides saw the work number in every packet that they got."""
        number = Redaction()
        number.know([Secret(NUMBER)])
        self._alice.app.mobile_numbers.set(_ALICE_ID, NUMBER)
        facts = self._lab.facts
        with (
            _all_logged(self._folder / "program.log"),
            Line(facts, "pstn", 500.0) as customer,
            Line(facts, _COLLEAGUE, 600.0) as colleague,
            Line(facts, "mobile1001", 700.0) as mobile,
        ):
            for far, dials in ((customer, _WORK_NUMBER), (colleague, ALICE)):
                self.hand_over(far, dials, mobile)
                with self._twinned():
                    self._reach_mobile(far, dials, mobile)
                with self._forwarded():
                    self._reach_mobile(far, dials, mobile)
            packets = [*customer.texts, *colleague.texts]
            seen = sum(map(number.finds, packets))
            before = len(customer.texts)
            self._call_privately(mobile, customer)
            shown = sum(map(number.finds, customer.texts[before:]))
        if seen:
            raise StepFailed(f"the far sides saw the private number in {seen} packets")
        if not shown:
            raise StepFailed("the search does not find the number even where the mobile shows it itself")
        shown_as = [header(text, "P-Asserted-Identity") for text in packets]
        detail.update(packets=len(packets), shown_by_the_mobile_itself=shown, far_sees=max(shown_as))
        self._search_files(number, detail)

    # ------------------------------------------------------------------ calls

    def hand_over(self, far: Line, dials: str, mobile: Line) -> None:
        """Alice answers at her desk, and goes on on her mobile."""
        rung: list[Call] = []
        forget = self._alice.app.calls.incoming.add(rung.append)
        calling = _Calling(far, dials)
        self._wait(lambda: bool(rung), "The call did not arrive.")
        forget()
        call_id = rung[0].call_id
        self._alice.app.calls.answer(call_id)
        self._alice.wait_for_call(call_id, LegState.ESTABLISHED)
        call = calling.answered(self._wait)
        mobile.answers = Answers.PERSON
        handoffs = self._alice.app.handoffs
        handoffs.push(call_id)

        def stage() -> HandoffStage | None:
            view = handoffs.of(call_id)
            return None if view is None else view.stage

        self._wait(lambda: stage() in (HandoffStage.DONE, HandoffStage.BACK), "The handoff did not end.", 40.0)
        if stage() != HandoffStage.DONE:
            view = handoffs.of(call_id)
            raise StepFailed(f"the call did not go to the mobile: {view.problem if view else ''}")
        self._talk_and_end(call, mobile)

    def _reach_mobile(self, far: Line, dials: str, mobile: Line) -> None:
        """The mobile answers a call to the work number."""
        mobile.answers = Answers.PERSON
        call = _Calling(far, dials).answered(self._wait)
        self._talk_and_end(call, mobile)

    def _call_privately(self, mobile: Line, customer: Line) -> None:
        """Alice calls from her mobile without the work number, so that the customer does see it."""
        customer.answers = Answers.PERSON
        call = _Calling(mobile, _OUTSIDE_NUMBER).answered(self._wait)
        self._alice.pause(0.3)
        call.hang_up()
        self._wait(lambda: all(each.is_ended for each in customer.calls), "The customer's call did not end.")

    def _talk_and_end(self, call: LineCall, mobile: Line) -> None:
        self._wait(lambda: mobile.call is not None and mobile.call.is_talking, "The mobile did not answer.")
        self._alice.pause(0.5)  # what is told of a new far party comes after the answer
        call.hang_up()
        self._wait(lambda: all(each.is_ended for each in mobile.calls), "The mobile's call did not end.")
        self._alice.wait_for_silence()

    @contextmanager
    def _twinned(self) -> Iterator[None]:
        twinning = self._alice.app.twinning
        twinning.set_mode(_ALICE_ID, TwinMode.ALWAYS)
        self._wait(lambda: bool(twinning.view(_ALICE_ID).is_on), "Twinning did not come on.", 30.0)
        try:
            yield
        finally:
            twinning.set_mode(_ALICE_ID, TwinMode.OFF)
            self._wait(lambda: twinning.view(_ALICE_ID).is_on is False, "Twinning did not go off.", 30.0)

    @contextmanager
    def _forwarded(self) -> Iterator[None]:
        forwarding = self._alice.app.forwarding

        def is_so(state: ForwardState) -> bool:
            rule = forwarding.rule(_ALICE_ID, ForwardKind.ALWAYS)
            return rule.state == state and not rule.is_pending

        forwarding.set(_ALICE_ID, ForwardKind.ALWAYS, MOBILE)
        self._wait(lambda: is_so(ForwardState.ON), "The forward did not come on.", 30.0)
        try:
            yield
        finally:
            forwarding.set(_ALICE_ID, ForwardKind.ALWAYS, None)
            self._wait(lambda: is_so(ForwardState.OFF), "The forward did not go off.", 30.0)

    def _wait(self, is_so: Callable[[], bool], title: str, timeout_s: float = PATIENCE_S) -> None:
        self._alice.wait_for(is_so, timeout_s, title)

    # ------------------------------------------------------------------ files

    def _search_files(self, number: Redaction, detail: Detail) -> None:
        """The program's own folders have nothing of it; files that do have it show that the search would find it."""
        own = (self._folder, state_dir())
        found = files_with(number, *own)
        if found:
            raise StepFailed(f"the private number stands in {', '.join(path.name for path in found)}")
        with tempfile.TemporaryDirectory(prefix="softphone-control-") as control:
            wanted = write_controls(Path(control), NUMBER)
            found_there = len(files_with(number, Path(control)))
        if found_there != wanted:
            raise StepFailed(f"the search finds the number in {found_there} of {wanted} files that have it")
        detail.update(files=count_files(*own), controls_found=found_there)


@contextmanager
def _all_logged(path: Path) -> Iterator[None]:
    """The program's log has everything for the block, written as the window writes it. Raises StepFailed on none."""
    logger, handler = logging.getLogger("softphone"), logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(MaskingFormatter(PRIVATE_NUMBERS, "%(asctime)s %(levelname)s %(name)s: %(message)s"))
    level = logger.level
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        handler.close()
    if not path.stat().st_size:
        raise StepFailed("the program has logged nothing: there is no log to be searched")


class _Calling:
    """A line calls, on a thread: the loop of Alice's program has to turn meanwhile."""

    def __init__(self, line: Line, number: str) -> None:
        self._made: list[LineCall] = []
        self._error: list[Exception] = []
        self._thread = threading.Thread(target=self._run, args=(line, number), daemon=True)
        self._thread.start()

    def answered(self, wait: Callable[[Callable[[], bool], str, float], None]) -> LineCall:
        wait(lambda: not self._thread.is_alive(), "The call was not answered.", 35.0)
        if self._error:
            raise StepFailed(str(self._error[0]))
        return self._made[0]

    def _run(self, line: Line, number: str) -> None:
        try:
            self._made.append(line.dial(number))
        except Exception as error:
            self._error.append(error)
