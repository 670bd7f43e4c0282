"""How the engine is doing, as the whole program sees it."""

from enum import StrEnum


class EngineState(StrEnum):
    """STOPPED: given up (crash loop or another version); the gateway has the diagnosis and can restart by hand."""

    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    STOPPED = "stopped"
    CLOSED = "closed"
