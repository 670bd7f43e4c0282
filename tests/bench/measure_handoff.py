"""Calls handed over to the mobile through the real PBX, one after the other: to a person, and to whatever else answers.

A call counts as handed over when far party and mobile hear each other and the desk is free; as safely back when the far
party went on hearing the desk, the user was told why, and the mobile is free.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from softphone_lab import Lab, LabError, Part
from softphone_lab.line_call import Answers, LineCall

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import CallId
from softphone.mobility.handoff import HandoffStage
from softphone.pbx_profiles.profile import HandoffStep
from softphone.protocol.snapshots import EndKind
from softphone.settings.declared import CODECS
from softphone.settings.handoff_settings import HANDOFF_CONFIRM_S
from tests.bench.figures import Figure
from tests.bench.mobility_stage import DESK_HZ, MobilityStage, NotSo

GAP_LIMIT_MS = 300.0
WAYS = (HandoffStep.CODE, HandoffStep.CONSULT)
RETURNS = (Answers.VOICEMAIL, Answers.BUSY, Answers.NO_ANSWER, Answers.REJECT)
_CONFIRM_S, _RING_S = 2, 1
_RELAYED_PER_HUNDRED = 10
_Cycle = Callable[[], float]


def measure_handoffs(folder: Path, add: Callable[[Figure], None], count: int) -> None:
    """So many by each way, and as many safe returns for each answer and for a PBX that dies; a tenth of them where the
    call dies with it, which takes long to be noticed."""
    folder.mkdir(parents=True, exist_ok=True)
    with own_stage(folder) as stage:
        for way in WAYS:
            gaps_ms, failures = _cycles(stage, count, lambda way=way: _push(stage, way))  # type: ignore[misc]
            _tell(add, f"handoffs_failed_{way}", f"handoff_gap_{way}_ms", gaps_ms, failures, count)
        for answers in RETURNS:
            cycle = lambda answers=answers: _come_back(stage, answers)  # noqa: E731
            gaps_ms, failures = _cycles(stage, count, cycle)
            names = f"handoff_returns_failed_{answers}", f"handoff_return_gap_{answers}_ms"
            _tell(add, *names, gaps_ms, failures, count)
    for is_direct in (True, False):
        restarts = count if is_direct else max(1, count * _RELAYED_PER_HUNDRED // 100)
        path = "direct" if is_direct else "relayed"
        with own_stage(folder, has_direct_media=is_direct) as stage:
            gaps_ms, failures = _cycles(stage, restarts, lambda: restart(stage, is_direct))  # noqa: B023
        gaps = f"handoff_restart_gap_{path}_ms" if is_direct else ""
        _tell(add, f"handoff_restarts_failed_{path}", gaps, gaps_ms, failures, restarts)


# --------------------------------------------------------------------------- one cycle each: its gap in seconds


def _push(stage: MobilityStage, way: HandoffStep) -> float:
    call_id, theirs = stage.talk()
    since_s = time.time()
    view = stage.push(call_id, Answers.PERSON, by=way)
    return stage.check_landed(call_id, theirs, view, since_s)


def _come_back(stage: MobilityStage, answers: Answers) -> float:
    call_id, theirs = stage.talk()
    since_s = time.time()
    view = stage.push(call_id, answers, by=HandoffStep.CONSULT, ring_s=_RING_S)
    return stage.check_stayed(call_id, theirs, view, since_s)


def restart(stage: MobilityStage, is_direct: bool) -> float:
    """The PBX is killed while the mobile is asked, and started anew.

    Where the sound goes straight from end to end, the far party stays. Where it goes through the PBX, the call is gone
    with it: then the user is to be told so, nothing may be left, and the next call has to work.
    """
    call_id, theirs = stage.talk()
    if is_direct:
        first, last = stage.lab.facts.rtp
        stage.wait(lambda: not first <= theirs.voice.source_port <= last, "the sound goes through the PBX")
    since_s = time.time()
    begin(stage, call_id)
    stage.lab.kill(Part.PBX)
    stage.desk.pause(0.5)
    stage.lab.start(Part.PBX)
    try:
        stage.wait(lambda: not stage.views[-1].is_under_way, "the handoff did not end")
        view = stage.views[-1]
        if view.stage != HandoffStage.BACK or view.problem is None:
            raise NotSo(f"{view.stage}: {view.problem}")
        return _still_talking(stage, call_id, theirs, since_s) if is_direct else _told_lost(stage, call_id)
    finally:
        stage.clear()
        stage.sign_in_again()


def begin(stage: MobilityStage, call_id: CallId) -> None:
    """The mobile has answered, and nobody has pressed anything yet."""
    stage.begin_push(call_id, Answers.SILENT_PERSON, by=HandoffStep.CONSULT)
    stage.wait(
        lambda: bool(stage.views) and stage.views[-1].stage == HandoffStage.WAITING_FOR_CONFIRMATION,
        "the mobile did not answer",
    )


def _still_talking(stage: MobilityStage, call_id: CallId, theirs: LineCall, since_s: float) -> float:
    call = stage.desk.app.calls.get(call_id)
    if call is None or call.is_ended or theirs.is_ended or not theirs.voice.hears(DESK_HZ):
        raise NotSo(f"the far party is gone: {stage.end_kind(call_id)}, {theirs.is_ended}")
    return theirs.voice.worst_gap_s((DESK_HZ,), since_s, time.time() - 0.05)


def _told_lost(stage: MobilityStage, call_id: CallId) -> float:
    calls = stage.desk.app.calls
    stage.wait(lambda: all(call.is_ended for call in calls.calls()), "the dead call is still shown")
    if stage.end_kind(call_id) not in (EndKind.NETWORK_LOST, None):
        raise NotSo(f"the call ended as {stage.end_kind(call_id)}")
    return 0.0


# --------------------------------------------------------------------------- many of them


@contextmanager
def own_stage(folder: Path, *, has_direct_media: bool = False) -> Iterator[MobilityStage]:
    """A stage with a PBX of its own for the block."""
    with ExitStack() as stack:
        lab = Lab(parts=(Part.PBX,))
        lab.up()
        stack.callback(lab.down)
        if has_direct_media:
            send_sound_straight(lab)
        stage = MobilityStage(lab, stack, folder)
        stage.desk.app.settings.set(HANDOFF_CONFIRM_S, _CONFIRM_S)
        if has_direct_media:
            stage.desk.app.settings.set(CODECS, ("PCMA",))  # what the line outside speaks
        yield stage


def send_sound_straight(lab: Lab) -> None:
    """From now on the PBX leaves the way of the sound where both ends speak the same."""
    for path in lab.facts.folder.rglob("pjsip.conf"):
        path.write_text(path.read_text().replace("direct_media = no", "direct_media = yes"))
    lab.restart(Part.PBX)


def _cycles(stage: MobilityStage, count: int, cycle: _Cycle) -> tuple[list[float], list[str]]:
    """The gap of each cycle that went well, in ms, and what was seen of each that did not."""
    gaps_ms: list[float] = []
    failures: list[str] = []
    for _ in range(count):
        try:
            gaps_ms.append(cycle() * 1000)
        except (NotSo, UserFacingError, LabError) as error:
            failures.append(str(error))
        stage.clear()
    return gaps_ms, failures


def _tell(
    add: Callable[[Figure], None], failed: str, gap: str, gaps_ms: list[float], failures: list[str], count: int
) -> None:
    note = f"of {count}" + (f"; first: {failures[0]}" if failures else "")
    add(Figure(failed, "", [float(len(failures))], limit=0, note=note))
    if gap and gaps_ms:
        add(Figure(gap, "ms", gaps_ms, p95_limit=GAP_LIMIT_MS))
