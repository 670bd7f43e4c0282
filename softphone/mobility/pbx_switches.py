"""All that is switched at the phone systems of the accounts: what each offers, watched and kept over restarts."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec.structs import replace

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.calls.number_lamps import NumberLamps
from softphone.engine_client.gateway import EngineGateway
from softphone.mobility.pbx_switch import PbxSwitch, SwitchView
from softphone.mobility.switch_lamp import lamp_address
from softphone.pbx_profiles.profile import Feature, Lamp, Profile
from softphone.presence.feature_code import CodeResult, FeatureCodes
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import Runtime
from softphone.settings.routing import ROUTING, Routing, SwitchWish
from softphone.settings.settings import Settings

OnResult = Callable[[CodeResult], None]


@dataclass(frozen=True, slots=True)
class SwitchSpec:
    """A kind of switch.

    Attributes:
        name: under which it is kept.
        lamp: what it is read back by; None for what no lamp can tell.
        number: what of a value is dialled in the code that switches on; empty when that cannot be told now, None for
            a code without number. The account's profile has its say about what it needs.
        off_number: what is dialled in the code that switches off.
    """

    name: str
    on: Feature
    off: Feature
    lamp: Lamp | None
    number: Callable[[AccountConfig, Profile, str], str | None]
    off_number: str = ""

    def is_offered(self, profile: Profile) -> bool:
        """What could not be switched off again is not switched on."""
        return bool(profile.codes.get(self.on) and profile.codes.get(self.off))


@dataclass(slots=True)
class _Served:
    """An account. waiting: codes that are dialled one after the other."""

    config: AccountConfig
    profile: Profile
    is_ready: bool = False
    switches: dict[str, "_Port"] = field(default_factory=dict)
    waiting: deque[tuple[str, OnResult]] = field(default_factory=deque)
    is_dialling: bool = False


class PbxSwitches:
    """The switches of every account that is in use, as far as its phone system offers them.

    Attributes:
        changed: announces the account of which a switch is otherwise now.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        accounts: Accounts,
        settings: Settings,
        lamps: Callable[[], NumberLamps],
        profile_of: Callable[[AccountConfig], Profile],
    ) -> None:
        """lamps: made when the first switch has a lamp."""
        self.changed: Listeners[AccountId] = Listeners()
        self._runtime, self._accounts, self._settings = runtime, accounts, settings
        self._codes = FeatureCodes(runtime, gateway)
        self._new_lamps, self._profile_of = lamps, profile_of
        self._lamps: NumberLamps | None = None
        self._specs: tuple[SwitchSpec, ...] = ()
        self._served: dict[AccountId, _Served] = {}

    def start(self, specs: tuple[SwitchSpec, ...]) -> None:
        """Follows the accounts from now on."""
        self._specs = specs
        self._accounts.changed.add(self._on_account)
        self._accounts.removed.add(self._on_removed)
        for view in self._accounts.views():
            self._on_account(view)

    def account_ids(self) -> tuple[AccountId, ...]:
        """The accounts that are in use, the default account first."""
        default = self._accounts.default()
        first = default.account_id if default is not None else None
        return tuple(sorted(self._served, key=lambda account_id: account_id != first))

    def profile(self, account_id: AccountId) -> Profile | None:
        """The account's phone system; None for an account that is not in use."""
        served = self._served.get(account_id)
        return served.profile if served is not None else None

    def config(self, account_id: AccountId) -> AccountConfig | None:
        """The account, if it is in use."""
        served = self._served.get(account_id)
        return served.config if served is not None else None

    def is_offered(self, account_id: AccountId, name: str) -> bool:
        """The phone system can do this."""
        served = self._served.get(account_id)
        return served is not None and name in served.switches

    def is_ready(self, account_id: AccountId) -> bool:
        """The account is signed in."""
        served = self._served.get(account_id)
        return served is not None and served.is_ready

    def view(self, account_id: AccountId, name: str) -> SwitchView:
        """The switch as it is now."""
        served = self._served.get(account_id)
        port = served.switches.get(name) if served is not None else None
        return port.switch.view if port is not None else SwitchView()

    def set(self, account_id: AccountId, name: str, value: str, *, keeps_trying: bool = False) -> None:
        """Wishes it to be so, empty for off; passed over where it is not offered. keeps_trying: also when refused."""
        served = self._served.get(account_id)
        if served is not None and name in served.switches:
            served.switches[name].switch.set(value, keeps_trying=keeps_trying)

    def reword(self, account_id: AccountId, name: str, word: Callable[[str], str]) -> None:
        """Keeps the switch's value in other words."""
        served = self._served.get(account_id)
        if served is not None and name in served.switches:
            served.switches[name].switch.reword(word)

    def dial(self, account_id: AccountId, code: str, on_result: OnResult) -> None:
        """Dials a code of the account when those before it are done."""
        served = self._served.get(account_id)
        if served is None:
            self._runtime.post(lambda: on_result(CodeResult.UNHEARD))
            return
        served.waiting.append((code, on_result))
        self._dial_next(served)

    def routing(self, account_id: AccountId) -> Routing:
        """What is kept of the account."""
        kept = (entry for entry in self._settings.entries(ROUTING) if entry.account_id == account_id)
        return next(kept, Routing(account_id=account_id))

    def keep(self, routing: Routing) -> None:
        """Keeps this of the account."""
        if routing != self.routing(routing.account_id):
            self._settings.put_entry(ROUTING, routing)

    # ------------------------------------------------------------------ inside

    def _dial_next(self, served: _Served) -> None:
        if served.is_dialling or not served.waiting:
            return
        served.is_dialling = True
        code, on_result = served.waiting.popleft()

        def done(result: CodeResult) -> None:
            served.is_dialling = False
            on_result(result)
            self._dial_next(served)

        self._codes.ask(served.config, code, done)

    def _on_account(self, view: AccountView) -> None:
        if not view.config.is_enabled:
            self._forget(view.account_id)
            return
        profile = self._profile_of(view.config)
        served = self._served.get(view.account_id)
        if served is None or served.profile != profile or served.config.address_of_record != _record(view):
            self._forget(view.account_id)
            served = self._served[view.account_id] = _Served(view.config, profile)
            self._make(served)
        served.config = view.config
        if served.is_ready != view.is_registered:
            served.is_ready = view.is_registered
            for port in tuple(served.switches.values()):
                port.switch.ready_changed()
            self.changed.announce(view.account_id)

    def _make(self, served: _Served) -> None:
        for spec in self._specs:
            if spec.is_offered(served.profile):
                served.switches[spec.name] = _Port(self, served, spec)
        if served.switches:
            self.changed.announce(served.config.account_id)

    def lamps(self) -> NumberLamps:
        """Lamps by number, followed from the first time on."""
        if self._lamps is None:
            self._lamps = self._new_lamps()
            self._lamps.changed.add(lambda _: self._look_at_lamps())
            self._lamps.told_anew.add(self._on_told_anew)
        return self._lamps

    def _look_at_lamps(self) -> None:
        for served in tuple(self._served.values()):
            for port in tuple(served.switches.values()):
                port.look()

    def _on_told_anew(self, number: str) -> None:
        for served in tuple(self._served.values()):
            for port in tuple(served.switches.values()):
                port.told_anew(number)

    def new_switch(self, account_id: AccountId, name: str, port: "_Port") -> PbxSwitch:
        """A switch as it was kept."""
        kept = self.routing(account_id)
        return PbxSwitch(self._runtime, port, kept.set_here.get(name), kept.wishes.get(name))

    def remember(self, account_id: AccountId, name: str, set_here: str | None, wish: SwitchWish | None) -> None:
        """Keeps a switch."""
        kept = self.routing(account_id)
        others = {key: value for key, value in kept.set_here.items() if key != name}
        wishes = {key: value for key, value in kept.wishes.items() if key != name}
        taken = others if set_here is None else {**others, name: set_here}
        self.keep(replace(kept, set_here=taken, wishes=wishes if wish is None else {**wishes, name: wish}))

    def _forget(self, account_id: AccountId) -> None:
        served = self._served.pop(account_id, None)
        if served is None:
            return
        served.waiting.clear()
        for port in served.switches.values():
            port.close()
        self.changed.announce(account_id)

    def _on_removed(self, account_id: AccountId) -> None:
        self._forget(account_id)
        self._settings.remove_entry(ROUTING, account_id)


class _Port:
    """What a switch of an account works on."""

    def __init__(self, switches: PbxSwitches, served: _Served, spec: SwitchSpec) -> None:
        self._switches, self._served, self._spec = switches, served, spec
        self._account_id = served.config.account_id
        self._is_closed = False
        self._lamp = lamp_address(served.config, served.profile, spec.lamp) if spec.lamp is not None else ""
        self.switch = switches.new_switch(self._account_id, spec.name, self)
        self._unwatch = switches.lamps().watch(self._lamp) if self._lamp else lambda: None
        self.look()

    def look(self) -> None:
        """Looks at the lamp."""
        if self._lamp:
            lamp = self._switches.lamps().get(self._lamp)
            self.switch.lamp_changed(lamp.is_busy if lamp.is_known else None)

    def told_anew(self, number: str) -> None:
        """The phone system tells of this lamp again, after it could have been restarted."""
        lamp = self._switches.lamps().get(number)
        if self._lamp == number and lamp.is_known:
            self.switch.lamp_told_anew(lamp.is_busy)

    def close(self) -> None:
        """The account is not used any more."""
        self._is_closed = True
        self.switch.close()
        self._unwatch()

    def is_ready(self) -> bool:
        return self._served.is_ready

    def has_lamp(self) -> bool:
        return bool(self._lamp)

    def code(self, value: str) -> str:
        profile, spec = self._served.profile, self._spec
        if not value:
            return profile.code(spec.off, spec.off_number)
        number = spec.number(self._served.config, profile, value)
        return "" if number == "" else profile.code(spec.on, number or "")

    def dial(self, code: str, on_result: OnResult) -> None:
        # A switch that is not followed any more hears nothing of it: it would try again, whatever is wished now.
        self._switches.dial(self._account_id, code, lambda result: None if self._is_closed else on_result(result))

    def remember(self, set_here: str | None, wish: SwitchWish | None) -> None:
        if not self._is_closed:  # a code that was on its way when the account went
            self._switches.remember(self._account_id, self._spec.name, set_here, wish)

    def changed(self) -> None:
        self._switches.changed.announce(self._account_id)


def _record(view: AccountView) -> str:
    return view.config.address_of_record
