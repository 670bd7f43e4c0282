"""Pictures of where calls go, in each state: ``python tests/window/routing_pictures.py OUT_DIR``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from softphone.mobility.forward_target import VOICEMAIL, ForwardTarget
from softphone.mobility.forwarding import ForwardKind
from softphone.mobility.twin_view import TwinMode
from tests.fakes.fake_pbx import BUSY
from tests.window.people_stage import LONG_ONE
from tests.window.routing_stage import AT_LAB, RoutingStage
from tests.window.taking_pictures import Scene, run
from ui.mobility.twinning_box import TwinningBox

ME = AT_LAB.account_id


def page() -> Scene:
    stage = RoutingStage()
    dialog = stage.open_page()
    stage.advance(2)
    yield "routing_off", dialog
    forwarding, twinning = stage.softphone.forwarding, stage.softphone.twinning
    stage.switched.switch("*90", True)
    forwarding.set(ME, ForwardKind.ALWAYS, VOICEMAIL)
    yield "routing_pending", dialog
    stage.advance(10)
    forwarding.set(ME, ForwardKind.NOT_REGISTERED, ForwardTarget(LONG_ONE.numbers[0].text.replace("-4711", "")))
    stage.engines.pbx.scripts["*521003"] = BUSY
    forwarding.set(ME, ForwardKind.NO_ANSWER, ForwardTarget("1003"))
    twinning.set_mode(ME, TwinMode.SCHEDULE)
    twinning.set_guarded(ME, True)
    twinning.set_delay(ME, 5)
    stage.advance(30)
    yield "routing_on", dialog
    yield "strip", stage.main
    row = dialog.page.findChildren(TwinningBox)[0]
    yield "times", row.open_times()
    assert row.dialog is not None
    row.dialog.reject()
    stage.softphone.mobile_numbers.set(ME, "+49 170 5550123", lambda _: None)
    stage.advance(1)
    yield "routing_mobile_known", dialog


def target() -> Scene:
    stage = RoutingStage()
    dialog = stage.open_page()
    from ui.mobility.forward_row import ForwardRow

    row = dialog.page.findChildren(ForwardRow)[0]
    stage.choose(row, "other")
    row.target.field.setText("mü")
    row.target.field.textEdited.emit("mü")
    stage.advance(1)
    yield "target", dialog
    row.target.field.setText("1001")
    row.target.set_button.click()
    yield "target_own", dialog


def none() -> Scene:
    stage = RoutingStage(profile="generic")
    yield "routing_generic", stage.open_page()
    other = RoutingStage(profile="")
    yield "routing_empty", other.open_page()


if __name__ == "__main__":
    sys.exit(run(__file__, (page, target, none)))
