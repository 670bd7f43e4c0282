"""Where a Contact that an engine registered leads."""

import pytest

from softphone.engine.sip_text import ContactPlace, contact_place


@pytest.mark.parametrize(
    ("uri", "place"),
    [
        ("sip:1001@127.0.0.1:45520;line=84447b62;ob", ContactPlace(45520, "84447b62")),
        ("sip:1001@[::1]:5071;transport=tcp;line=0123abcd", ContactPlace(5071, "0123abcd")),
        ("sips:a@host;line=84447b62", ContactPlace(0, "84447b62")),
        ("sip:1001@192.0.2.1:5060", ContactPlace(5060, "")),
        ("sip:1001@192.0.2.1:5060;line=not-ours", ContactPlace(5060, "")),
        ("", ContactPlace(0, "")),
        ("tel:+49301234", ContactPlace(0, "")),
    ],
)
def test_contact_place(uri: str, place: ContactPlace) -> None:
    assert contact_place(uri) == place
