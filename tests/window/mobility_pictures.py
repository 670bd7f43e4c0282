"""Pictures of calls that can be taken here: ``python tests/window/mobility_pictures.py OUT_DIR``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from msgspec.structs import replace
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.explanation import Explanation
from softphone.mobility.pull_offers import PullPlace
from softphone.protocol.snapshots import EndKind, EventPackage
from tests.unit.presence.documents import DIALOG_INFO, dialogs
from tests.window.pull_stage import ScriptedPulls, offer
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.window_stage import ALICE, WindowStage
from ui.mobility.pull_banner import PullBanner


def pull() -> Scene:
    """In the window beside a call of another."""
    stage = WindowStage()
    stage.show()
    stage.sign_in(replace(ALICE, pbx_profile="lab"))
    leg_id = stage.incoming("1007", "Erin Maier")
    stage.engine.far_hangs_up(leg_id, EndKind.ANSWERED_ELSEWHERE)
    subscription = stage.engine.events.find("*741001", EventPackage.DIALOG)
    stage.engine.events.notify(subscription, dialogs("confirmed", version=1, user="*741001"), DIALOG_INFO)
    stage.advance(65)
    yield "pull_offer", stage.main
    stage.type_and_call("1002")
    stage.advance(1)
    yield "pull_offer_in_call", stage.main
    stage.main.resize(900, 660)
    stage.settle()
    yield "pull_offer_wide", stage.main


def pull_states() -> Scene:
    """Several, with a long name, on the way, and failed."""
    pulls = ScriptedPulls(
        offer(LONG_NAME, "1001"), offer("", "", since_s=10.0), offer("Bob Baker", "1002", PullPlace.DEVICE)
    )
    frame = QWidget()
    frame.setObjectName("page")
    QVBoxLayout(frame).addWidget(PullBanner(pulls, lambda each: "", lambda: 4125.0))
    frame.resize(420, 260)
    frame.show()
    yield "pull_several", frame
    pulls.take(pulls.offers[0].offer_id)
    yield "pull_taking", frame
    problem = Explanation("The call could not be taken here.", "It is still on your mobile. Try again.")
    pulls.fail(pulls.offers[0].offer_id, problem)
    frame.resize(420, 320)
    yield "pull_failed", frame


if __name__ == "__main__":
    sys.exit(run(__file__, (pull, pull_states)))
