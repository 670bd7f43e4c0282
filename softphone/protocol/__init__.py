"""The messages on the pipe between the Qt process and the engine: declared once, here, and pure."""
