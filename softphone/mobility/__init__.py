"""The work number on every device: on to the mobile and back, ringing there too, forwarding, quiet hours."""
