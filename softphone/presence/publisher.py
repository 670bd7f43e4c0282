"""How others learn of one's own status: by PUBLISH (RFC 3903), else do not disturb by feature code, else not at all."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from softphone.accounts.accounts import Accounts
from softphone.accounts.view import AccountView
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.listeners import Listeners
from softphone.basics.sip_uri import SipUri
from softphone.basics.words import mark
from softphone.engine_client.gateway import EngineGateway
from softphone.presence.dnd_switch import DndSwitch, can_switch
from softphone.presence.own_status_rules import Decision
from softphone.presence.pidf_writing import OwnPresence, written_pidf
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Publish, Unpublish
from softphone.protocol.events import Accepted, EventFrame, PublicationChanged, Rejected
from softphone.protocol.snapshots import AccountConfig, EventPackage, PublicationSnapshot, PublicationState
from softphone.runtime import Runtime, Timer
from softphone.settings.settings import Settings

EXPIRES_S = 900  # what a program that was killed leaves behind is gone after this at the latest
_PAUSE_S = 1.0
_log = logging.getLogger("softphone.presence")

UNSEEN = Explanation(
    mark("presence", "Colleagues cannot see your status."),
    mark("presence", "Your phone server does not take it; ask your administrator whether there is a presence server."),
)
ONLY_DND = Explanation(
    mark("presence", "Of your status, only do not disturb reaches your phone server."),
    mark("presence", "Ask your administrator whether there is a presence server."),
)
NOT_SENT = Explanation(
    mark("presence", "Colleagues do not see your status at the moment."),
    mark("presence", "It is sent again by itself."),
)
DND_FAILED = Explanation(
    mark("presence", "Do not disturb could not be switched at your phone server."),
    mark("presence", "It is tried again by itself; until then callers are treated as before."),
)


@dataclass(slots=True)
class _Channel:
    """One account.

    Attributes:
        is_known: it was registered, so the engine has it; whether the presence server can be reached is its matter.
        sent: what was published last; None for nothing.
        is_refused: the server takes no PUBLISH.
    """

    config: AccountConfig
    is_known: bool = False
    is_registered: bool = False
    sent: OwnPresence | None = None
    is_published: bool = False
    is_refused: bool = False
    is_failing: bool = False
    not_before_s: float = 0.0
    timer: Timer | None = None

    @property
    def takes_publish(self) -> bool:
        return self.config.publishes_presence and not self.is_refused


class Publisher:
    """Keeps what others know as it should be, on every account that is in use.

    Attributes:
        changed: announced when `notice` may have changed.
    """

    def __init__(
        self,
        runtime: Runtime,
        settings: Settings,
        accounts: Accounts,
        gateway: EngineGateway,
        completed: Callable[[AccountConfig], AccountConfig] = lambda config: config,
    ) -> None:
        self._runtime = runtime
        self._accounts = accounts
        self._gateway = gateway
        self._completed = completed
        self._dnd = DndSwitch(runtime, gateway, settings)
        self._channels: dict[AccountId, _Channel] = {}
        self._wanted: tuple[Decision, float] | None = None
        self.changed: Listeners[None] = Listeners()
        self._dnd.changed.add(self.changed.announce)

    def start(self) -> None:
        """Follows the accounts from now on; nothing is told before `show`."""
        self._gateway.events.add(self._on_event)
        self._accounts.changed.add(self._take_account)
        self._accounts.removed.add(self._account_removed)
        for view in self._accounts.views():
            self._take_account(view)

    def show(self, decision: Decision, since_s: float) -> None:
        """From now on others shall see this. since_s: when this state began, epoch seconds."""
        self._wanted = (decision, since_s)
        for channel in tuple(self._channels.values()):
            self._bring_about(channel)

    def withdraw(self) -> None:
        """Nothing is to be seen any more; the program ends. Do not disturb that was switched at a PBX stays."""
        self._wanted = None
        for channel in self._channels.values():
            self._unpublish(channel)

    @property
    def is_published(self) -> bool:
        """Whether a presence server shows the status to others."""
        return any(channel.is_published for channel in self._channels.values())

    @property
    def notice(self) -> Explanation | None:
        """What the user should know about who sees the status; None while all is well or nothing is known yet."""
        channels = [channel for channel in self._channels.values() if channel.is_registered]
        if any(self._dnd.is_failing(channel.config.account_id) for channel in channels):
            return DND_FAILED.translated("presence")
        if any(channel.is_published for channel in channels):
            return None
        if any(channel.is_failing for channel in channels):
            return NOT_SENT.translated("presence")
        if not channels or any(channel.takes_publish for channel in channels):
            return None
        has_dnd = any(can_switch(channel.config) for channel in channels)
        return (ONLY_DND if has_dnd else UNSEEN).translated("presence")

    # ------------------------------------------------------------------- accounts

    def _take_account(self, view: AccountView) -> None:
        if not view.config.is_enabled:
            self._drop(view.account_id)
            return
        channel = self._channels.get(view.account_id)
        config = self._completed(view.config)
        if channel is None or channel.config != config:
            channel = self._replaced(channel, config)
        if view.needs_password:  # the engine may have been told to forget the account, and with it the publication
            channel.sent, channel.is_known, channel.is_published = None, False, False
        was_registered, channel.is_registered = channel.is_registered, view.is_registered
        if channel.is_registered and not was_registered:
            channel.is_known = True
            self._bring_about(channel)
            self.changed.announce(None)

    def _replaced(self, old: _Channel | None, config: AccountConfig) -> _Channel:
        channel = self._channels[config.account_id] = _Channel(config)
        if old is not None:
            self._stop(old)
            channel.sent, channel.is_published = old.sent, old.is_published
            if not config.publishes_presence:
                self._unpublish(channel)
        return channel

    def _account_removed(self, account_id: AccountId) -> None:
        self._drop(account_id)
        self._dnd.forget(account_id)

    def _drop(self, account_id: AccountId) -> None:
        """The engine withdraws what it published for an account that it forgets."""
        channel = self._channels.pop(account_id, None)
        if channel is not None:
            self._stop(channel)
            self.changed.announce(None)

    # ----------------------------------------------------------------- publishing

    def _bring_about(self, channel: _Channel) -> None:
        if self._wanted is None or not channel.is_known:
            return
        decision, since_s = self._wanted
        if channel.takes_publish:
            own = _own_presence(channel.config, decision, since_s)
            if own is None:
                self._unpublish(channel)
            elif own != channel.sent:
                self._publish(channel, own)
        if channel.is_registered and (not channel.takes_publish or channel.is_published):
            wants_code = not channel.takes_publish and decision.state == PresenceState.DO_NOT_DISTURB
            self._dnd.set(channel.config, wants_code)

    def _publish(self, channel: _Channel, own: OwnPresence) -> None:
        """At once, but no two within a second: of states that come in quick succession the last one counts."""
        wait_s = channel.not_before_s - self._runtime.now_s()
        if wait_s > 0:
            if channel.timer is None:
                channel.timer = self._runtime.call_later(wait_s, lambda: self._publish_now(channel))
            return
        channel.not_before_s = self._runtime.now_s() + _PAUSE_S
        channel.sent = own

        def replied(reply: Accepted | Rejected) -> None:
            if isinstance(reply, Rejected) and channel.sent is own:
                channel.sent = None

        command = Publish(account_id=channel.config.account_id, body=written_pidf(own), expires_s=EXPIRES_S)
        self._gateway.send(command, replied)

    def _publish_now(self, channel: _Channel) -> None:
        channel.timer = None
        self._bring_about(channel)

    def _unpublish(self, channel: _Channel) -> None:
        self._stop(channel)
        if channel.sent is not None:
            channel.sent = None
            channel.is_published = channel.is_failing = False
            self._gateway.send(Unpublish(account_id=channel.config.account_id))

    def _on_event(self, frame: EventFrame) -> None:
        if not isinstance(frame.event, PublicationChanged):
            return
        publication = frame.event.publication
        channel = self._channels.get(publication.account_id)
        if channel is not None and publication.package == EventPackage.PRESENCE:
            self._take(channel, publication)
            self.changed.announce(None)

    def _take(self, channel: _Channel, publication: PublicationSnapshot) -> None:
        match publication.state:
            case PublicationState.PUBLISHED if channel.sent is not None:
                channel.is_published, channel.is_failing = True, False
                self._bring_about(channel)
            case PublicationState.RETRYING:
                channel.is_published, channel.is_failing = False, True
            case PublicationState.ENDED if publication.status_code is not None:
                _log.info("%s takes no PUBLISH: %d", publication.account_id, publication.status_code)
                channel.is_refused, channel.is_published, channel.is_failing = True, False, False
                channel.sent = None
                self._bring_about(channel)
            case PublicationState.ENDED:
                channel.is_published = channel.is_failing = False

    @staticmethod
    def _stop(channel: _Channel) -> None:
        if channel.timer is not None:
            channel.timer.cancel()
            channel.timer = None


def _own_presence(config: AccountConfig, decision: Decision, since_s: float) -> OwnPresence | None:
    """What to publish; None for nothing."""
    if decision.state == PresenceState.INVISIBLE:
        return None
    address = SipUri.parse(config.address_of_record)
    if config.presence_domain:
        address = SipUri(address.user, config.presence_domain)
    return OwnPresence(
        entity=f"sip:{address.user}@{address.host_and_port}",
        device_id="".join(c if c.isascii() and c.isalnum() else "-" for c in config.account_id),
        state=decision.state,
        note=decision.note,
        since_s=since_s,
        until_s=decision.until_s,
        idle_since_s=decision.idle_since_s,
    )
