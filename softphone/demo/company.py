"""The part of the demo that is about the company: presence, lamps, directory and history, as two people see them."""

import re
import time
from collections.abc import Callable

from softphone_lab import Lab
from softphone_lab.facts import DirectoryFacts

from softphone.basics.ids import DirectoryServerId
from softphone.basics.secret import Secret
from softphone.calls.call import Call
from softphone.demo.steps import Detail, StepFailed
from softphone.directory.person import Person, SearchResult
from softphone.headless import HeadlessPhone
from softphone.history.entry import HistoryEntry, HistoryFilter, HistoryPage
from softphone.lab_account import lab_account
from softphone.presence.state import PresenceState, Presentity
from softphone.protocol.events import EventFrame, PublicationChanged
from softphone.protocol.snapshots import LegState, PublicationState
from softphone.settings.directory_server import DirectorySecurity, DirectoryServer

_PATIENCE_S = 10.0
_NOTE = "Back at two"
_LISTED = tuple(str(number) for number in range(1002, 1011))


class CompanySteps:
    """Alice is 1001, Bob is 1002 and also sits at Reception's telephone, 1003."""

    def __init__(self, lab: Lab, alice: HeadlessPhone, bob: HeadlessPhone) -> None:
        self._lab = lab
        self._alice = alice
        self._bob = bob

    def presence_published(self, detail: Detail) -> None:
        """Alice sets a status with a note; the presence server takes it."""
        told: list[PublicationState] = []

        def note(frame: EventFrame) -> None:
            if isinstance(frame.event, PublicationChanged):
                told.append(frame.event.publication.state)

        forget = self._alice.app.engine.events.add(note)
        self._alice.app.own_status.choose(PresenceState.BUSY, _NOTE)
        self._wait(lambda: PublicationState.PUBLISHED in told, "The presence server did not take the status.")
        forget()
        notice = self._alice.app.own_status.view.notice
        if notice is not None:
            raise StepFailed(str(notice))
        detail["state"] = self._alice.app.own_status.view.state.value

    def presence_seen(self, detail: Detail) -> None:
        """Bob sees it, and that it ends."""
        address = self._watched("1001")
        seen = self._seen(self._bob, address, PresenceState.BUSY)
        if seen.note != _NOTE:
            raise StepFailed(f"the note reads {seen.note!r}")
        began_s = time.monotonic()
        self._alice.app.own_status.clear_choice()
        self._seen(self._bob, address, PresenceState.AVAILABLE)
        detail.update(note=seen.note, change_seen_ms=round((time.monotonic() - began_s) * 1000))

    def blf_ringing_and_busy_seen(self, detail: Detail) -> None:
        """Bob calls Reception; Alice's lamp for it rings, is busy, and is free again."""
        lamp = self._alice.app.colleagues.address_of("1003")
        leave = self._alice.app.colleagues.watch(lamp)
        self._seen(self._alice, lamp, PresenceState.AVAILABLE)
        rung: list[Call] = []
        forget = self._bob.app.calls.incoming.add(rung.append)
        dialled = self._bob.app.calls.dial("1003")
        ringing = self._seen(self._alice, lamp, PresenceState.RINGING)
        self._wait(lambda: bool(rung), "The call did not arrive.")
        forget()
        self._bob.app.calls.answer(rung[0].call_id)
        self._bob.wait_for_call(dialled, LegState.ESTABLISHED)
        self._seen(self._alice, lamp, PresenceState.ON_THE_PHONE)
        self._bob.hang_up(dialled)
        self._seen(self._alice, lamp, PresenceState.AVAILABLE)
        leave()
        detail["who_rings"] = ", ".join(call.remote_name or call.remote_uri for call in ringing.calls)

    def resource_list_seen(self, detail: Detail) -> None:
        """All of the PBX's lamps came by one subscription to a list (RFC 4662)."""
        listing = self._lab.cli("pjsip show subscriptions inbound").split("Endpoint:")
        resources = [text for block in listing if " 1001/" in block for text in re.findall(r"Resource: (\S+)", block)]
        known = [user for user in _LISTED if self._knows(user)]
        if resources.count("blf/dialog") != 1 or len(known) < len(_LISTED):
            raise StepFailed(f"subscribed to {resources}, known by it: {', '.join(known) or 'nobody'}")
        detail.update(subscriptions=len(resources), lamps=len(known))

    def directory_person_found(self, detail: Detail) -> None:
        """The company's directory is mirrored, and somebody is found by parts of the name in any order."""
        directory = self._alice.app.directory
        directory.account.save(self._server(), Secret(self._directory().bind_password), remembers=False)
        self._alice.wait_for(
            lambda: directory.mirror.state.last_success_s is not None, 60.0, "The directory was not mirrored."
        )
        found = self._search("baker bob")
        if not found or found[0].name != "Bob Baker":
            raise StepFailed(f"it found {[person.name for person in found[:3]]}")
        detail.update(people=directory.mirror.state.total, found=found[0].name, numbers=len(found[0].numbers))

    def caller_named(self, detail: Detail) -> None:
        """Bob calls Alice's outside number from his mobile; she sees the person and not the network's word."""
        config, password = lab_account(self._lab.facts, "mobile1002")
        self._bob.sign_in(config, password)
        rung: list[Call] = []
        forget = self._alice.app.calls.incoming.add(rung.append)
        dialled = self._bob.app.calls.dial("+15550201001", config.account_id)
        self._wait(lambda: bool(rung), "The call did not arrive.")
        forget()
        self._bob.hang_up(dialled)
        self._bob.app.accounts.remove(config.account_id)
        began_s = time.perf_counter()
        owners = self._alice.app.directory.people_for(rung[0].number)
        detail["looked_up_ms"] = round((time.perf_counter() - began_s) * 1000, 2)
        if [owner.name for owner in owners] != ["Bob Baker"] or rung[0].name != "Bob Baker":
            raise StepFailed(f"shown as {rung[0].name!r}; the number is of {[owner.name for owner in owners]}")
        detail.update(number=rung[0].number, network_says=rung[0].leg.remote.name, shown=rung[0].name)

    def history_written(self, detail: Detail) -> None:
        """Every call of this demo is in the history on disk, each with its end; the one of the killed engine too."""
        entries = self._entries()
        ended = {entry.end_kind for entry in entries}
        if len(entries) < 6 or "" in ended or "engine_lost" not in ended:
            raise StepFailed(f"{len(entries)} calls, ended by {sorted(ended)}")
        dialled = [entry for entry in entries if entry.dialled_text == "*43"]
        if not dialled or not any(entry.talked_s for entry in dialled):
            raise StepFailed("the echo call is not among them")
        detail.update(calls=len(entries), ends=", ".join(sorted(ended)))

    # ----------------------------------------------------------------- inside

    def _wait(self, is_so: Callable[[], bool], title: str) -> None:
        self._alice.wait_for(is_so, _PATIENCE_S, title)

    def _watched(self, user: str) -> str:
        address = self._bob.app.colleagues.address_of(user)
        self._bob.app.colleagues.watch(address)
        return address

    def _seen(self, who: HeadlessPhone, address: str, state: PresenceState) -> Presentity:
        colleagues = who.app.colleagues
        self._wait(
            lambda: colleagues.get(address).state == state,
            f"{address} is not seen as {state.value}.",
        )
        return colleagues.get(address)

    def _knows(self, user: str) -> bool:
        colleagues = self._alice.app.colleagues
        return colleagues.get(colleagues.address_of(user)).state != PresenceState.UNKNOWN

    def _directory(self) -> DirectoryFacts:
        facts = self._lab.facts.directory
        if facts is None:
            raise StepFailed("the lab has no directory")
        return facts

    def _server(self) -> DirectoryServer:
        facts = self._directory()
        return DirectoryServer(
            server_id=DirectoryServerId("lab"),
            host=self._lab.facts.host,
            port=facts.ldap,
            security=DirectorySecurity.START_TLS,
            trusted_ca_files=(str(self._lab.facts.ca),),
            base=facts.base,
            bind_dn=facts.bind_dn,
        )

    def _search(self, text: str) -> list[Person]:
        results: list[SearchResult] = []
        self._alice.app.directory.search(text, results.append)
        self._wait(lambda: any(result.is_complete for result in results), "The search did not end.")
        return [hit.person for hit in results[-1].hits]

    def _entries(self) -> list[HistoryEntry]:
        pages: list[HistoryPage] = []
        self._alice.app.history.page(HistoryFilter(), None, 100, pages.append)
        self._wait(lambda: bool(pages), "The history did not answer.")
        return list(pages[0].entries)
