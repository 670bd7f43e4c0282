"""Hypothesis strategies for every message of the protocol, taken from its declaration."""

import types
import typing
from enum import Enum
from typing import Any

import msgspec
from hypothesis import strategies as st

from softphone.basics.secret import Secret
from softphone.protocol.commands import CommandFrame
from softphone.protocol.events import EventFrame

_TEXT = st.text(max_size=20)
_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXT,
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False),
    bool: st.booleans(),
    bytes: st.binary(max_size=20),
    type(None): st.none(),
    Secret: _TEXT.map(Secret),
}


def strategy(kind: Any) -> st.SearchStrategy[Any]:
    """Values of an annotated type. Raises TypeError for a type that no message has used so far."""
    if supertype := getattr(kind, "__supertype__", None):  # NewType
        return strategy(supertype)
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return st.one_of([strategy(argument) for argument in arguments])
    if origin is tuple and arguments[1:] == (...,):
        return st.lists(strategy(arguments[0]), max_size=3).map(tuple)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        hints = typing.get_type_hints(kind)
        return st.builds(kind, **{name: strategy(hints[name]) for name in kind.__struct_fields__})
    raise TypeError(f"no strategy for {kind}")


command_frames: st.SearchStrategy[CommandFrame] = strategy(CommandFrame)
event_frames: st.SearchStrategy[EventFrame] = strategy(EventFrame)
