"""Every situation of a call a hundred times in a row in one engine: how many passed, and what is left of them.

Time passes faster for these engines, so that what SIP keeps for 32 s after each transaction is gone soon; those that
depend on the real pace of sound run at it.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tests.bench.figures import Figure
from tests.situations import census, fast_clock, sound
from tests.situations.scene import Situation
from tests.situations.scripts import all_situations
from tests.situations.stage import Stage

TIMES = 100
GROWTH_LIMIT_MIB = 1.0
_WARM_UP = 100
_AT_ONCE = 10
_LONG_AT_ONCE = 25
_ENGINES = 4
_KEPT_S = 110.0  # timers B and D, H and J, one after the other, and the engine's own tidying


class Outcome:
    """Of one situation. growth_mib: memory of the engine's own after the hundred beyond that before them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.failures: list[str] = []
        self.leftover = ""
        self.growth_mib = 0.0


def measure_situations(add: Callable[[Figure], None], times: int = TIMES) -> None:
    """Adds how many situations passed each time, what grew, and what was left over."""
    with ThreadPoolExecutor(_ENGINES) as pool:
        outcomes = list(pool.map(lambda situation: _repeat(situation, times), all_situations()))
    failed = [outcome for outcome in outcomes if outcome.failures]
    left = [outcome for outcome in outcomes if outcome.leftover]
    note = "; ".join(f"{each.name}: {len(each.failures)} of {times} failed" for each in failed)
    add(Figure("situations_failed", "", [float(len(failed))], limit=0, note=note or f"{len(outcomes)} x {times}"))
    worst = max(outcomes, key=lambda outcome: outcome.growth_mib)
    growths = [outcome.growth_mib for outcome in outcomes]
    over = Figure("situation_growth_mib", "MiB", growths, limit=GROWTH_LIMIT_MIB, p95_limit=GROWTH_LIMIT_MIB)
    over.note = f"worst: {worst.name}"
    add(over)
    note = "; ".join(f"{each.name}: {each.leftover}" for each in left)
    add(Figure("situations_with_leftovers", "", [float(len(left))], limit=0, note=note))


def _repeat(situation: Situation, times: int) -> Outcome:
    outcome = Outcome(situation.name)
    speed = 1 if situation.script.__module__ == sound.__name__ else fast_clock.SPEED
    at_once = _LONG_AT_ONCE if situation.is_long else _AT_ONCE
    with Stage(clock_speed=speed) as stage:
        stage.play(situation.script, times=_WARM_UP, at_once=at_once)
        before_kb = _settled_kb(stage, speed)
        outcome.failures = stage.play(situation.script, times=times, at_once=at_once)
        try:
            stage.wait_for_nothing_left()
        except AssertionError as error:
            outcome.leftover = str(error)
        outcome.growth_mib = (_settled_kb(stage, speed) - before_kb) / 1024
    return outcome


def _settled_kb(stage: Stage, speed: int) -> float:
    """The least of some looks at the memory, once what SIP keeps for a while is gone."""
    time.sleep(_KEPT_S / speed)
    looks = []
    for _ in range(5):
        looks.append(census.resident_kb(stage.pid))
        time.sleep(7.0 / speed)
    return min(looks)
