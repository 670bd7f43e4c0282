"""How the binding of an address or a connection that is gone is taken away (RFC 3261 section 10.2.2).

Left behind, such bindings fill the registrar up, until one that allows few of them refuses the new one. A registrar
behind NAT help (Asterisk's `rewrite_contact`) writes into the first contact where the request came from, which makes
the new binding out of the old one: so the first contact named here is one that nobody has registered.
"""

_NOBODYS_LINE = "00000000"


def removal_of(contact_uri: str, line: str) -> tuple[tuple[str, str], ...]:
    """Header fields of a REGISTER that removes the binding. contact_uri: as the registrar lists it, with our line."""
    nobodys = contact_uri.replace(f"line={line}", f"line={_NOBODYS_LINE}")
    return (("Contact", f"<{nobodys}>;expires=0"), ("Contact", f"<{contact_uri}>;expires=0"), ("Expires", "0"))
