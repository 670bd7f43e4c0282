"""Connections of the conference bridge: what should be joined is said, what differs is changed."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from softphone.engine.pj import PjError, pj, reason_of

_log = logging.getLogger("softphone.engine.audio")


@dataclass(frozen=True, eq=False)
class Wire:
    """Sound from one port to another. level: 1.0 leaves it as it is."""

    source: pj.AudioMedia
    sink: pj.AudioMedia
    level: float = 1.0


class Patchbay:
    """The wires that are there. Ports are told apart by identity; a port that was made anew is another one."""

    def __init__(self) -> None:
        self._wires: dict[tuple[int, int], Wire] = {}

    def set(self, wanted: Iterable[Wire]) -> None:
        """Joins and separates until exactly these wires are there."""
        target = {(id(wire.source), id(wire.sink)): wire for wire in wanted}
        for key in [key for key in self._wires if key not in target]:
            _separate(self._wires.pop(key))
        for key, wire in target.items():
            before = self._wires.get(key)
            if (before is None or before.level != wire.level) and _join(wire):
                self._wires[key] = wire

    def forget(self, port: pj.AudioMedia) -> None:
        """The port is about to go, or has gone and taken its wires with it."""
        for key in [key for key in self._wires if id(port) in key]:
            _separate(self._wires.pop(key))


def _join(wire: Wire) -> bool:
    parameters = pj.AudioMediaTransmitParam()
    parameters.level = wire.level
    try:
        wire.source.startTransmit2(wire.sink, parameters)
    except PjError as error:
        _log.warning("two ports of the conference bridge could not be joined: %s", reason_of(error))
        return False
    return True


def _separate(wire: Wire) -> None:
    try:
        wire.source.stopTransmit(wire.sink)
    except PjError:
        return  # one of the two is gone, and the wire with it
