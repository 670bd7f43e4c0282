"""Registrations of an address as a registrar tells them."""

import pytest

from softphone.presence.network_xml import BodyRefused
from softphone.presence.reginfo import DeviceTable, RegisteredDevice, read_reginfo


def reginfo(*contacts: str, version: int = 0, is_full: bool = True) -> bytes:
    """``id uri state`` each, and ``name`` after it."""
    written = []
    for contact in contacts:
        contact_id, uri, state, *name = contact.split(" ", 3)
        shown = f"<display-name>{name[0]}</display-name>" if name else ""
        written.append(
            f'<contact id="{contact_id}" state="{state}" event="registered"><uri>{uri}</uri>{shown}</contact>'
        )
    return document("".join(written), f'version="{version}" state="{"full" if is_full else "partial"}"')


def document(contacts: str, attributes: str = 'version="0" state="full"') -> bytes:
    registration = f'<registration aor="sip:1001@pbx.example.com" id="r" state="active">{contacts}</registration>'
    return f'<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" {attributes}>{registration}</reginfo>'.encode()


def test_devices_with_their_names() -> None:
    told = read_reginfo(reginfo("a sip:1001@10.0.0.5:5060;ob active Desk phone", "b sip:1001@10.0.0.6 terminated"))
    assert told.devices == (RegisteredDevice("a", "sip:1001@10.0.0.5:5060;ob", "Desk phone"),)
    assert told.gone == {"b"}
    assert told.devices[0].place == "1001@10.0.0.5:5060"


@pytest.mark.parametrize(
    "contact",
    [
        '<contact id="a" state="active" event="registered" user_agent="Desk 1.0"><uri>sip:x@y</uri></contact>',
        '<contact id="a" state="active" event="registered"><uri>sip:x@y</uri>'
        '<unknown-param name="User-Agent">Desk 1.0</unknown-param></contact>',
    ],
)
def test_servers_tell_the_device_in_several_ways(contact: str) -> None:
    assert read_reginfo(document(contact)).devices[0].name == "Desk 1.0"


def test_partial_documents_add_up() -> None:
    table = DeviceTable().after(read_reginfo(reginfo("a sip:1@a active", "b sip:1@b active")))
    table = table.after(read_reginfo(reginfo("a sip:1@a terminated", "c sip:1@c active", version=1, is_full=False)))
    assert [device.device_id for device in table.devices] == ["b", "c"]
    assert not table.needs_refresh
    again = table.after(read_reginfo(reginfo("b sip:1@b terminated", version=1, is_full=False)))
    assert again == table
    late = table.after(read_reginfo(reginfo("d sip:1@d active", version=5, is_full=False)))
    assert late.needs_refresh
    assert not late.after(read_reginfo(reginfo("d sip:1@d active", version=0))).needs_refresh


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<reginfo/>", b'<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="x" state="full"/>',
        b'<reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="1" state="odd"/>',
        b'<!DOCTYPE x><reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="1" state="full"/>',
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(body: bytes) -> None:
    with pytest.raises(BodyRefused):
        read_reginfo(body)
