"""Windows and widgets of the work number on every device."""
