"""All publications of the engine: one for each account and event package (RFC 3903)."""

import re
from collections.abc import Callable

from softphone.basics.ids import AccountId, CommandId
from softphone.engine import sip_text
from softphone.engine.account import Account
from softphone.engine.accounts import Accounts, Emit
from softphone.engine.event_identities import EventIdentities
from softphone.engine.event_identity import EventIdentity
from softphone.engine.library import Inbox
from softphone.engine.pj import PjError, pj, reason_of
from softphone.engine.publication import NOT_SENT, Publication, PublishAnswer, PublishRequest
from softphone.engine.router import CommandRefused
from softphone.engine.services import Services
from softphone.protocol.commands import Publish, Unpublish
from softphone.protocol.events import PublicationChanged, RejectCode
from softphone.protocol.snapshots import EventPackage, PublicationSnapshot, PublicationState

MAX_BODY_BYTES = 48 * 1024  # the library's longest message is 65,000
_Key = tuple[AccountId, EventPackage]


class _Publishing(pj.OutRequest):
    """One PUBLISH on its way."""

    def __init__(self, inbox: Inbox, on_answer: Callable[[PublishAnswer], None]) -> None:
        super().__init__()
        self._inbox = inbox
        self._on_answer = on_answer

    def onResponse(self, code: int, reason: str, headers: str, contentType: str, body: bytes) -> None:
        answer = answer_of(code, reason, headers)
        self._inbox.append(lambda: self._on_answer(answer))


class PublishingIdentity:
    """Sends PUBLISH for one package as one identity."""

    def __init__(self, identity: EventIdentity, package: EventPackage, services: Services) -> None:
        self.identity = identity
        self._package = package
        self._services = services
        self._under_way: set[_Publishing] = set()

    @property
    def is_wanted(self) -> bool:
        return self.identity.is_wanted

    @property
    def is_usable(self) -> bool:
        return self.identity.is_usable

    @property
    def can_send(self) -> bool:
        return self.identity.native_id >= 0

    @property
    def address_of_record(self) -> str:
        return self.identity.address_of_record

    @property
    def problem(self) -> str:
        return self.identity.problem

    @property
    def place(self) -> str:
        return self.identity.place

    def send(self, request: PublishRequest, on_answer: Callable[[PublishAnswer], None]) -> None:
        def answered(answer: PublishAnswer) -> None:
            self._under_way.discard(publishing)
            on_answer(answer)

        publishing = _Publishing(self._services.inbox, answered)
        headers = pj.SipHeaderVector()
        for name, value in _headers(request, self._package):
            header = pj.SipHeader()
            header.hName, header.hValue = name, value
            headers.append(header)
        self._under_way.add(publishing)
        try:
            publishing.send(self.identity.native_id, "PUBLISH", self.address_of_record, headers,
                            request.content_type, request.body)  # fmt: skip
        except PjError as error:
            failure = PublishAnswer(NOT_SENT, reason_of(error))
            self._services.inbox.append(lambda: answered(failure))


class Publications:
    """The publications by account and package."""

    def __init__(self, services: Services, accounts: Accounts, identities: EventIdentities, emit: Emit,
                 on_over: Callable[[], None]) -> None:  # fmt: skip
        """on_over: one of them has been withdrawn or was refused."""
        self._on_over = on_over
        self._services = services
        self._accounts = accounts
        self._identities = identities
        self._emit = emit
        self._publications: dict[_Key, Publication] = {}
        self._leaving: set[Publication] = set()

    # ------------------------------------------------------------------ commands

    def publish(self, command: Publish, cause: CommandId) -> None:
        account = self._accounts.get(command.account_id)
        if not 0 < command.expires_s < 2**31:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "expires_s")
        if not command.body or len(command.body) > MAX_BODY_BYTES or "/" not in command.content_type:
            raise CommandRefused(RejectCode.BAD_ARGUMENT, "body")
        key = (command.account_id, command.package)
        publication = self._publications.get(key)
        if publication is not None:
            publication.put(command, cause)
            return
        side = PublishingIdentity(self._identities.get(account, True), command.package, self._services)
        self._publications[key] = Publication(command, cause, side, self._services.loop, self._announce, self._over)

    def unpublish(self, command: Unpublish, cause: CommandId) -> None:
        self._accounts.get(command.account_id)
        if not self._withdraw((command.account_id, command.package), cause):
            snapshot = PublicationSnapshot(
                account_id=command.account_id, package=command.package, state=PublicationState.ENDED
            )
            self._announce(snapshot, cause)

    # ------------------------------------------------------------------ what happens around them

    def account_put(self, account: Account) -> None:
        """The account is new or was changed."""
        for (account_id, package), publication in tuple(self._publications.items()):
            if account_id == account.config.account_id:
                identity = self._identities.get(account, True)
                if _identity_of(publication) is not identity:
                    publication.move(PublishingIdentity(identity, package, self._services))

    def account_gone(self, account_id: AccountId, cause: CommandId) -> None:
        """The account is being removed, and what it has published with it."""
        for key in tuple(self._publications):
            if key[0] == account_id:
                self._withdraw(key, cause)

    def identity_changed(self, identity: EventIdentity) -> None:
        """The identity can be used now, or not any more."""
        for publication in tuple(self._publications.values()):
            if _identity_of(publication) is identity:
                publication.side_changed()

    def server_forgot(self, identity: EventIdentity) -> None:
        """The server does not know us any more."""
        for publication in tuple(self._publications.values()):
            if _identity_of(publication) is identity:
                publication.check()

    def uses(self, account: Account) -> bool:
        """True while something of the account is being withdrawn."""
        return any(_identity_of(publication).account is account for publication in self._leaving)

    @property
    def is_leaving(self) -> bool:
        """True while something is being withdrawn."""
        return bool(self._leaving)

    # ------------------------------------------------------------------ the end

    def leave(self) -> None:
        """Withdraws everything."""
        for key in tuple(self._publications):
            self._withdraw(key, None)

    @property
    def is_quiet(self) -> bool:
        """The servers have nothing of ours any more, as far as they answer."""
        return not self._publications and not self._leaving

    # ------------------------------------------------------------------ inside

    def _withdraw(self, key: _Key, cause: CommandId | None) -> bool:
        publication = self._publications.pop(key, None)
        if publication is None:
            return False
        self._leaving.add(publication)
        publication.withdraw(cause)
        return True

    def _over(self, publication: Publication) -> None:
        self._leaving.discard(publication)
        for key, each in tuple(self._publications.items()):
            if each is publication:
                del self._publications[key]
        self._services.loop.post(self._on_over)

    def _announce(self, snapshot: PublicationSnapshot, cause: CommandId | None) -> None:
        self._emit(PublicationChanged(publication=snapshot), cause)


def answer_of(code: int, reason: str, headers: str) -> PublishAnswer:
    """What a response says, its header fields given as text."""
    return PublishAnswer(
        code=code,
        reason="".join(char for char in reason if char.isprintable() and char.isascii())[:200],
        etag=sip_text.header_named(headers, "SIP-ETag") if headers.isascii() else "",
        expires_s=_seconds(headers, "Expires"),
        min_expires_s=_seconds(headers, "Min-Expires"),
        retry_after_s=sip_text.retry_after_s(headers),
    )


def _seconds(headers: str, name: str) -> int | None:
    match = re.match(r"\d{1,9}", sip_text.header_named(headers, name))
    return int(match[0]) if match else None


def _headers(request: PublishRequest, package: EventPackage) -> list[tuple[str, str]]:
    pairs = [("Event", package.value), ("Expires", str(request.expires_s))]
    return [*pairs, ("SIP-If-Match", request.etag)] if request.etag else pairs


def _identity_of(publication: Publication) -> EventIdentity:
    assert isinstance(publication.side, PublishingIdentity)
    return publication.side.identity
