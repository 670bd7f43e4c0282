"""The part of the demo about the death of a server: another one behind the same name is used, calls are possible."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace
from softphone_lab import Lab, Part
from softphone_lab.name_server import NameServer

from softphone.demo.sound import LISTEN_S, Sound
from softphone.demo.steps import Detail, StepFailed
from softphone.headless import HeadlessPhone
from softphone.lab_account import lab_account
from softphone.protocol.snapshots import Transport

_DOMAIN = "lab.test"
_USER = "1007"
_PATIENCE_S = 20.0
_SEED = 61
_DNS = "SOFTPHONE_DNS_SERVER"


class FailoverSteps:
    """The demo's PBX is the second server of the domain; the first is one of this step's own, which is killed."""

    def __init__(self, lab: Lab, new_phone: Callable[[str], HeadlessPhone], folder: Path) -> None:
        self._lab = lab
        self._new_phone = new_phone
        self._folder = folder

    def server_failover(self, detail: Detail) -> None:
        """The first server of an account dies: registered at the second, and the echo test answers there."""
        first = Lab()
        facts = first.up()
        try:
            with NameServer() as names:
                for host in ("pbx1", "pbx2"):
                    names.put(f"{host}.{_DOMAIN}", "A", "127.0.0.1")
                names.put_service(
                    f"_sip._tcp.{_DOMAIN}",
                    (10, 0, facts.sip_tcp, f"pbx1.{_DOMAIN}"),
                    (20, 0, self._lab.facts.sip_tcp, f"pbx2.{_DOMAIN}"),
                )
                with _asking(names.place):
                    phone = self._new_phone("failover")
                    phone.start()
                try:
                    self._lose(first, phone, detail)
                finally:
                    phone.close()
        finally:
            first.down()

    def _lose(self, first: Lab, phone: HeadlessPhone, detail: Detail) -> None:
        config, password = lab_account(self._lab.facts, _USER)
        address = f"sip:{_USER}@{_DOMAIN}"
        config = replace(
            config, address_of_record=address, transport=Transport.TCP, presence_domain="", presence_proxy=""
        )
        view = phone.sign_in(config, password)
        if not view.is_registered or not view.registration.server.startswith("pbx1."):
            raise StepFailed(f"not registered at the first server: {view.registration.server}")
        began_s = time.monotonic()
        first.kill(Part.PBX)

        def has_moved() -> bool:
            view = phone.app.accounts.view(config.account_id)
            return view is not None and view.is_registered and view.registration.server.startswith("pbx2.")

        phone.wait_for(has_moved, _PATIENCE_S, "The second server was not used.")
        detail["moved_ms"] = round((time.monotonic() - began_s) * 1000)
        sound = Sound.use(phone, self._folder, "failover", _SEED, name="The telephone")
        call = phone.dial("*43", config.account_id)
        phone.pause(LISTEN_S)
        phone.hang_up(call.call_id)
        detail["echo_at_second"] = round(sound.expect(_SEED, "its echo")[1], 2)


@contextmanager
def _asking(name_server: str) -> Iterator[None]:
    """The engines that are started meanwhile ask that name server."""
    before = os.environ.get(_DNS)
    os.environ[_DNS] = name_server
    try:
        yield
    finally:
        if before is None:
            del os.environ[_DNS]
        else:
            os.environ[_DNS] = before
