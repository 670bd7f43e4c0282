"""A call on the own mobile or desk phone is offered here, and taken here by one wish (RFC 3891, RFC 4235)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import mark, translate
from softphone.calls.call import Call
from softphone.calls.calls import Calls
from softphone.calls.number_lamps import NumberLamps
from softphone.engine_client.gateway import EngineGateway
from softphone.mobility.mobile_party import MobileParty
from softphone.mobility.pull_offers import PullOffer, PullPlace, Source, device_sources, mobile_source
from softphone.mobility.pull_ports import CallsElsewhere, Pushes
from softphone.pbx_profiles.profile import Lamp, Profile
from softphone.protocol.snapshots import AccountConfig
from softphone.runtime import Runtime

if TYPE_CHECKING:
    from softphone.mobility.taking import Outcome, Taking

__all__ = ["PullOffer", "PullPlace", "Pulls"]
_SETTLE_S = 3.0  # after a call was taken, its lamp may be a moment late
_TOGETHER_S = 0.5
_FEWEST_DIGITS = 7  # of a mobile's number
_APPEAR_S = 0.25  # the lamps that tell of one call do not change at once
_AT_MOBILE = Explanation(mark("calls", "Answered on your mobile"))


@dataclass(slots=True)
class _Mobile:
    """An account whose phone system tells of its mobile. address: of the lamp; unwatch: ends it."""

    address: str
    unwatch: Callable[[], None]


class Pulls:
    """What can be taken here, and the taking of it.

    A call that is sent to the mobile from here is offered once it is there; a call of this program never is.

    Args:
        profile_of: the phone system of an account.
        is_own_mobile: whether a number is the user's private mobile.

    Attributes:
        changed: announces that offers or problems changed.
        failed: announces why a call did not come, when it is no longer offered.
    """

    def __init__(
        self,
        runtime: Runtime,
        gateway: EngineGateway,
        accounts: Accounts,
        calls: Calls,
        elsewhere: CallsElsewhere,
        lamps: NumberLamps,
        profile_of: Callable[[AccountConfig], Profile],
        pushes: Pushes | None = None,
        is_own_mobile: Callable[[str], bool] = lambda number: False,
    ) -> None:
        self.changed: Listeners[None] = Listeners()
        self.failed: Listeners[Explanation] = Listeners()
        self._runtime, self._gateway, self._accounts, self._calls = runtime, gateway, accounts, calls
        self._elsewhere, self._lamps, self._profile_of = elsewhere, lamps, profile_of
        self._pushes, self._is_own_mobile = pushes, is_own_mobile
        self._party = MobileParty(runtime, lambda call_id: calls.taking_over.explain_end(call_id, _words()))
        self._mobiles: dict[AccountId, _Mobile] = {}
        self._sources: dict[str, Source] = {}
        self._since_s: dict[str, float] = {}
        self._appears_s: dict[str, float] = {}
        self._taken_until_s: dict[str, float] = {}
        self._problems: dict[str, Explanation] = {}
        self._taking: Taking | None = None
        self._told: tuple[PullOffer, ...] = ()

    def start(self) -> None:
        """Looks from now on. Call it after presence was started."""
        self._accounts.changed.add(self._on_account)
        self._accounts.removed.add(self._on_account_removed)
        self._elsewhere.changed.add(lambda _: self._look())
        self._lamps.changed.add(lambda _: self._look())
        self._calls.changed.add(self._on_call)
        if self._pushes is not None:
            self._pushes.changed.add(lambda _: self._look())
            self._pushes.landed.add(self._on_landed)
        for view in self._accounts.views():
            self._on_account(view)
        self._look()

    @property
    def offers(self) -> tuple[PullOffer, ...]:
        """What can be taken now, the call that has been there longest first."""
        return self._told

    def take(self, offer_id: str) -> None:
        """Brings the call here; what the user speaks in is held first. One at a time; of a call that is gone, nothing
        comes."""
        source = self._sources.get(offer_id)
        if source is None or self._taking is not None:
            return
        from softphone.mobility.taking import Taking  # most who start the program take no call

        self._problems.pop(offer_id, None)

        def is_gone() -> bool:
            return offer_id not in self._sources

        self._taking = Taking(
            self._runtime, self._gateway, self._calls, source, is_gone, lambda outcome: self._done(source, outcome)
        )
        self._tell()

    def cancel(self) -> None:
        """Lets the call that is being taken stay where it is."""
        if self._taking is not None:
            self._taking.cancel()

    def problem_of(self, offer_id: str) -> Explanation | None:
        """Why the call did not come when it was wanted; None after it came, and before it was wanted."""
        return self._problems.get(offer_id)

    # ------------------------------------------------------------------ what there is

    def _look(self) -> None:
        found: dict[str, Source] = {}
        for view in self._accounts.views():
            for source in self._sources_of(view.config):
                found[source.offer_id] = source
        now_s, wall_s = self._runtime.now_s(), self._runtime.wall_time_s()
        self._taken_until_s = {i: end_s for i, end_s in self._taken_until_s.items() if i in found and end_s > now_s}
        self._since_s = {i: self._since_s.get(i, wall_s) for i in found}
        if found.keys() - self._appears_s.keys():
            self._runtime.call_later(_APPEAR_S, self._tell)
        self._appears_s = {i: self._appears_s.get(i, now_s + _APPEAR_S) for i in found}
        self._problems = {i: problem for i, problem in self._problems.items() if i in found}
        self._sources = found
        if self._taking is not None:
            self._taking.look()
        self._tell()

    def _sources_of(self, config: AccountConfig) -> list[Source]:
        profile, account_id = self._profile_of(config), config.account_id
        calls = list(self._elsewhere.by_account.get(account_id, ()))
        sources: list[Source] = []
        if self._note_mobile(account_id):
            # The lamp of the own number is lit by the mobile's call, too.
            unnamed = next((call for call in calls if not call.call_id), None)
            if unnamed is not None:
                calls.remove(unnamed)
            party, direction = self._party.of(account_id)
            mobile = mobile_source(config, profile, party, direction)
            if mobile is not None and not self._is_ours(account_id):
                sources.append(mobile)
        return sources + device_sources(config, profile, calls)

    def _note_mobile(self, account_id: AccountId) -> bool:
        mobile = self._mobiles.get(account_id)
        is_lit = mobile is not None and self._lamps.get(mobile.address).is_busy
        self._party.note_lamp(account_id, is_lit)
        return is_lit

    def _is_ours(self, account_id: AccountId) -> bool:
        """What the mobile is in is a call with this program, or one that is only on its way there."""
        if self._pushes is not None and self._pushes.is_under_way(account_id):
            return True
        live = [call for call in self._calls.calls() if call.account_id == account_id and not call.is_ended]
        lit_s = self._party.lit_s(account_id)
        return any(self._is_own_mobile(call.leg.remote.number) or _was_answered_at(call, lit_s) for call in live)

    def _tell(self) -> None:
        taking = self._taking.source.offer_id if self._taking is not None else ""
        now_s = self._runtime.now_s()
        offers = tuple(
            PullOffer(
                offer_id=source.offer_id,
                account_id=source.account_id,
                where=source.where,
                party_name=source.party.name,
                party_number=source.party.number,
                since_s=self._since_s[source.offer_id],
                is_being_taken=source.offer_id == taking,
            )
            for source in self._sources.values()
            if source.offer_id not in self._taken_until_s and self._appears_s[source.offer_id] <= now_s
        )
        offers = tuple(sorted(offers, key=lambda offer: offer.since_s))
        if offers != self._told:
            self._told = offers
            self.changed.announce(None)

    # ------------------------------------------------------------------ what becomes of it

    def _done(self, source: Source, outcome: "Outcome") -> None:
        was_cancelled = self._taking is not None and self._taking.is_cancelled
        self._taking = None
        if outcome.call_id is not None:
            self._taken_until_s[source.offer_id] = self._runtime.now_s() + _SETTLE_S
            self._runtime.call_later(_SETTLE_S + 0.1, self._look)
        elif source.offer_id in self._sources and not was_cancelled:
            self._problems[source.offer_id] = _stayed(source.where)
            self._told = ()  # to be told anew
        elif not was_cancelled:
            self.failed.announce(_over())
        self._look()

    # ------------------------------------------------------------------ events

    def _on_call(self, call: Call) -> None:
        if self._party.note_call(call) or self._mobiles:
            self._look()

    def _on_landed(self, call: Call) -> None:
        self._party.note_pushed(call)
        self._look()

    def _on_account(self, view: AccountView) -> None:
        address = _lamp_address(view.config, self._profile_of(view.config)) if view.is_registered else ""
        known = self._mobiles.get(view.account_id)
        if view.is_registered and (known.address if known is not None else "") != address:
            self._forget(view.account_id)
            if address:
                self._mobiles[view.account_id] = _Mobile(address, self._lamps.watch(address))
            self._look()

    def _on_account_removed(self, account_id: AccountId) -> None:
        self._forget(account_id)
        self._look()

    def _forget(self, account_id: AccountId) -> None:
        self._party.forget(account_id)
        mobile = self._mobiles.pop(account_id, None)
        if mobile is not None:
            mobile.unwatch()


def _was_answered_at(call: Call, lit_s: float | None) -> bool:
    """The mobile has answered this call of ours: then its lamp was lit, also where its number is not known."""
    answered_s = call.answered_at_now_s
    if answered_s is None or lit_s is None or call.is_incoming or call.taken_from is not None:
        return False
    is_outside = sum(c.isdigit() for c in call.leg.remote.number) >= _FEWEST_DIGITS
    return is_outside and abs(answered_s - lit_s) < _TOGETHER_S


def _lamp_address(config: AccountConfig, profile: Profile) -> str:
    """Of the lamp that tells of the mobile; empty where there is none."""
    try:
        place = SipUri.parse(config.address_of_record)
    except ValueError:
        return ""
    number = profile.lamp(Lamp.MOBILE, place.user)
    return f"{number}@{place.host}" if number else ""


def _words() -> Explanation:
    return _AT_MOBILE.translated("calls")


def _stayed(where: PullPlace) -> Explanation:
    """The call did not come, and is where it was."""
    title = translate("mobility", "The call could not be taken here.")
    if where == PullPlace.MOBILE:
        return Explanation(title, translate("mobility", "It is still on your mobile. Try again."))
    return Explanation(title, translate("mobility", "It is still on your other device. Try again."))


def _over() -> Explanation:
    """The call did not come, and is nowhere any more."""
    return Explanation(translate("mobility", "The call ended before it could be taken here."))
