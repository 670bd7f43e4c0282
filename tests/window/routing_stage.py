"""A window whose phone system forwards and rings the mobile, with lamps that follow its codes."""

from msgspec.structs import replace

from tests.fakes.switched_pbx import CodeScripts, SwitchedPbx
from tests.window.people_stage import PeopleStage
from tests.window.window_stage import ALICE
from ui.mobility.forward_row import ForwardRow
from ui.mobility.routing_page import RoutingDialog

AT_LAB = replace(ALICE, pbx_profile="lab")


class RoutingStage(PeopleStage):
    """Signed in as Alice at a phone system of this profile."""

    def __init__(self, profile: str = "lab") -> None:
        super().__init__()
        self.engines.pbx.scripts = CodeScripts(self.engines.pbx.scripts)
        self.switched = SwitchedPbx(self.runtime, "1001")
        lamps = self.switched.new_lamps(self.softphone.engine, lambda: self.engine.commands)
        self.softphone.__dict__["number_lamps"] = lamps
        self.softphone.accounts.update(replace(ALICE, pbx_profile=profile))
        self.advance(2)

    def open_page(self) -> RoutingDialog:
        """Opens the page as the user does."""
        dialog = self.windows.show_routing()
        assert isinstance(dialog, RoutingDialog)
        self.advance(0.5)
        return dialog

    def choose(self, row: ForwardRow, value: str) -> None:
        """Chooses in the row as by mouse or keyboard."""
        row.choice.choose(value)
        row.choice.activated.emit(row.choice.currentIndex())
        self.settle()
