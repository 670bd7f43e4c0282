"""Signing in at the lab PBX when no account of the user's own is there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.protocol.snapshots import AccountConfig, SrtpMode, Transport

if TYPE_CHECKING:
    from softphone_lab import LabFacts


class LabUnavailable(UserFacingError):
    """The lab PBX cannot be started."""


@contextmanager
def running_lab(say: Callable[[str], None]) -> "Iterator[LabFacts]":
    """A lab PBX of this program's own, down again at the end. Raises LabUnavailable."""
    try:
        from softphone_lab import Lab, LabError
    except ModuleNotFoundError as error:
        raise LabUnavailable(
            translate("command_line", "The lab PBX is not installed ({name} is missing).").format(name=error.name),
            translate("command_line", "Run `make setup` in a checkout of the project."),
        ) from error
    say(translate("command_line", "Starting the lab PBX …"))
    lab = Lab(has_robots=True)
    try:
        facts = lab.up()
    except LabError as error:
        raise LabUnavailable(translate("command_line", "The lab PBX does not start."), str(error)) from error
    try:
        yield facts
    finally:
        lab.down()


def lab_account(facts: "LabFacts", user: str) -> tuple[AccountConfig, Secret]:
    """A lab user's account and password, as the user would set it up.

    Lamps come from the PBX by one list; presence goes through the presence server where the lab has one, otherwise the
    PBX's own code switches do not disturb.
    """
    person = facts.user(user)
    port = facts.sip_tls if person.secure else facts.sip_udp
    server = facts.kamailio
    config = AccountConfig(
        account_id=AccountId(f"lab-{user}"),
        address_of_record=f"sip:{user}@{facts.host}:{port}",
        display_name=person.name,
        label=f"{person.name} (lab)",
        transport=Transport.TLS if person.secure else Transport.UDP,
        srtp=SrtpMode.REQUIRED if person.secure else SrtpMode.OFF,
        trusted_ca_files=(str(facts.ca),),
        voicemail_number="*97",
        lamp_lists=(f"sip:blf@{facts.host}:{port}",),
        presence_domain=server.domain if server else "",
        presence_proxy=f"{facts.host}:{server.tls if person.secure else server.sip}" if server else "",
        publishes_presence=server is not None,
        dnd_on_code="*78",
        dnd_off_code="*79",
        pbx_profile="lab",
    )
    return config, Secret(person.password)
