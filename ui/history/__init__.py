"""Who called and who was called."""
