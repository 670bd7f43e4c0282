"""The request that takes the binding of an address or a connection that is gone away."""

from softphone.engine.old_binding import removal_of


def test_the_binding_is_not_the_first_contact_that_is_named() -> None:
    """A registrar that writes where the request came from into the first one would remove nothing, or the new one."""
    headers = removal_of("sip:1001@192.0.2.1:5060;transport=tcp;line=0123abcd;ob", "0123abcd")
    assert headers == (
        ("Contact", "<sip:1001@192.0.2.1:5060;transport=tcp;line=00000000;ob>;expires=0"),
        ("Contact", "<sip:1001@192.0.2.1:5060;transport=tcp;line=0123abcd;ob>;expires=0"),
        ("Expires", "0"),
    )
