"""The visual language: colours, spacing, type, icons."""
