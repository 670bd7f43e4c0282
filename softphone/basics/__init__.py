"""Values that every feature shares: identifiers, SIP URIs, secrets, errors, listeners. No I/O."""
