"""A program whose phone system forwards and rings the mobile, with lamps that follow its codes."""

import msgspec

from softphone.basics.secret import Secret
from softphone.mobility.forward_target import ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardRule
from softphone.protocol.commands import Dial
from softphone.protocol.snapshots import RegistrationProblem
from tests.fakes.fake_pbx import SCRIPTS, FakePbx
from tests.fakes.switched_pbx import CodeScripts, SwitchedPbx
from tests.unit.app.phone import ALICE, Phone

AT_LAB = msgspec.structs.replace(ALICE, pbx_profile="lab")
ALWAYS = ForwardKind.ALWAYS


class Desk:
    """A phone whose phone system forwards, with lamps that follow its codes."""

    def __init__(self, after: "Desk | None" = None, pbx: FakePbx | None = None, *, has_lamps: bool = True) -> None:
        """after: the program that ran before, whose settings, passwords, phone system and time go on."""
        if after is None:
            self.pbx = pbx or FakePbx(scripts=CodeScripts(SCRIPTS))
            self.phone = phone = Phone(self.pbx)
            self.switched = SwitchedPbx(phone.runtime, "1001")
        else:
            self.pbx, self.switched = after.pbx, after.switched
            after.close()
            self.phone = phone = Phone(self.pbx, after.phone.store, after.phone.credentials, after.phone.runtime)
        switched = self.switched
        lamps = switched.new_lamps(phone.app.engine, lambda: phone.engine.commands) if has_lamps else switched.silent()
        phone.app.__dict__["number_lamps"] = lamps
        phone.app.start()
        if phone.accounts.view(AT_LAB.account_id) is None:
            phone.accounts.add(AT_LAB, Secret("right"))
        self.advance()

    def advance(self, seconds: float = 3.0) -> None:
        self.phone.advance(seconds)

    def close(self) -> None:
        self.phone.app.settings.flush(lambda: None)
        self.advance()
        self.phone.app.engine.shut_down(lambda: None)
        self.advance()

    def set(self, target: ForwardTarget | str | None, kind: ForwardKind = ALWAYS) -> None:
        wanted = ForwardTarget(target) if isinstance(target, str) else target
        self.phone.app.forwarding.set(AT_LAB.account_id, kind, wanted)

    def rule(self, kind: ForwardKind = ALWAYS) -> ForwardRule:
        return self.phone.app.forwarding.rule(AT_LAB.account_id, kind)

    def dialled(self) -> list[str]:
        """The codes that this program dialled, oldest first."""
        targets = [command.target for command in self.phone.told(Dial) if isinstance(command, Dial)]
        return [target.partition(":")[2].partition("@")[0] for target in targets]

    def sign_out(self) -> None:
        self.pbx.problems[AT_LAB.account_id] = RegistrationProblem.NO_ANSWER
        self.switched.is_heard = False
        self.phone.accounts.register_now(AT_LAB.account_id)
        self.advance()

    def sign_in(self) -> None:
        del self.pbx.problems[AT_LAB.account_id]
        self.switched.is_heard = True
        self.phone.accounts.register_now(AT_LAB.account_id)
        self.advance(10)
