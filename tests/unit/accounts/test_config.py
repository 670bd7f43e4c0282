"""Account data as people type it."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.accounts.config import AccountError, normalised
from softphone.basics.sip_uri import SipUri
from softphone.protocol.snapshots import AccountConfig, Transport
from tests.unit.app.phone import ALICE


def changed(**fields: Any) -> AccountConfig:
    return msgspec.structs.replace(ALICE, **fields)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1001@pbx.example.com", "sip:1001@pbx.example.com"),
        (" sip:1001@pbx.example.com ", "sip:1001@pbx.example.com"),
        ("SIP:1001@PBX.example.com", "sip:1001@pbx.example.com"),
        ("1001@127.0.0.1:5160", "sip:1001@127.0.0.1:5160"),
        ("anna.lee@example.com", "sip:anna.lee@example.com"),
    ],
)
def test_addresses_are_brought_into_one_form(typed: str, kept: str) -> None:
    assert normalised(changed(address_of_record=typed)).address_of_record == kept


def test_a_secure_address_means_tls() -> None:
    config = normalised(changed(address_of_record="sips:1001@pbx.example.com"))
    assert config.transport == Transport.TLS


def test_servers_may_be_pasted_as_addresses() -> None:
    config = normalised(changed(server=" sip:pbx.example.com:5061 ", outbound_proxy="[2001:db8::1]:5060"))
    assert (config.server, config.outbound_proxy) == ("pbx.example.com:5061", "[2001:db8::1]:5060")


@pytest.mark.parametrize(
    "fields",
    [
        {"address_of_record": ""},
        {"address_of_record": "pbx.example.com"},
        {"address_of_record": "sip:"},
        {"address_of_record": "1001@"},
        {"address_of_record": "1001@pbx example"},
        {"server": "pbx example"},
        {"server": "pbx.example.com:99999"},
        {"server": "pbx.example.com:0"},
        {"server": "user@pbx.example.com"},
        {"outbound_proxy": "pbx.example.com;lr"},
        {"expires_s": 0},
        {"expires_s": 10_000_000},
        {"display_name": "Alice\r\nRoute: evil"},
        {"auth_user": "a\x00b"},
    ],
)
def test_what_cannot_work_is_refused_in_words_before_the_server_is_asked(fields: dict[str, Any]) -> None:
    with pytest.raises(AccountError) as refusal:
        normalised(changed(**fields))
    assert refusal.value.title.endswith(".")
    assert refusal.value.remedy


@given(address=st.text(max_size=40), server=st.text(max_size=30), name=st.text(max_size=30))
def test_whatever_is_accepted_can_be_used_and_stays_the_same(address: str, server: str, name: str) -> None:
    try:
        config = normalised(changed(address_of_record=address, server=server, display_name=name))
    except AccountError:
        return
    assert normalised(config) == config
    assert SipUri.parse(config.address_of_record).user


def test_presence_may_be_typed_shortly() -> None:
    config = normalised(
        changed(
            presence_domain=" Example.COM ",
            presence_proxy="sip:presence.example.com:5080",
            presence_lists=("team", "sip:all@example.com", " ", "team"),
            lamp_lists=("blf@PBX.example.com", "desk"),
            dnd_on_code=" *78 ",
            dnd_off_code="#31*",
        )
    )
    assert (config.presence_domain, config.presence_proxy) == ("example.com", "presence.example.com:5080")
    assert config.presence_lists == ("sip:team@example.com", "sip:all@example.com")
    assert config.lamp_lists == ("sip:blf@pbx.example.com", "sip:desk@pbx.example.com")
    assert (config.dnd_on_code, config.dnd_off_code) == ("*78", "#31*")
    assert normalised(config) == config


@pytest.mark.parametrize(
    "fields",
    [
        {"presence_domain": "example.com:5060"},
        {"presence_domain": "two words"},
        {"presence_proxy": "a b"},
        {"presence_lists": ("te am",)},
        {"lamp_lists": ("@example.com",)},
        {"dnd_on_code": "on"},
        {"dnd_off_code": "*79@evil.example"},
        {"dnd_off_code": "*" * 21},
    ],
)
def test_presence_that_cannot_work_is_refused_in_words(fields: dict[str, Any]) -> None:
    with pytest.raises(AccountError) as error:
        normalised(changed(**fields))
    assert error.value.remedy
