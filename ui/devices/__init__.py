"""Sound devices on the screen."""
