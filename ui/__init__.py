"""The window: Qt only, on top of the features in `softphone`."""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - it puts an import of its own in the place of Python's

# PySide's import reads the source of each module that comes after it, and keeps it for ever: seven megabytes, only to
# know who may use `__feature__`, which nobody here does.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
linecache.clearcache()
