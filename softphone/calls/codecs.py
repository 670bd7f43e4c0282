"""Which sound formats calls may use, in which order: kept in the settings, told to the engine."""

from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from softphone.protocol.commands import SetCodecs
from softphone.settings.declared import CODECS
from softphone.settings.settings import Settings


class CodecPreference:
    """The order of codecs by their SDP names (``opus``, ``G722``, ``PCMA``)."""

    def __init__(self, gateway: EngineGateway, settings: Settings) -> None:
        self._gateway = gateway
        self._settings = settings
        self._told: tuple[str, ...] = ()
        gateway.state_changed.add(self._on_engine_state)

    def start(self) -> None:
        """Tells the engine what the settings say."""
        self._tell()

    @property
    def codecs(self) -> tuple[str, ...]:
        """The codecs that the user wants, best first; the engine may lack some."""
        return self._settings.get(CODECS)

    @property
    def available(self) -> tuple[str, ...]:
        """What the engine can use; empty before it has started."""
        return self._gateway.codecs

    def set_codecs(self, codecs: tuple[str, ...]) -> None:
        """Uses these codecs from the next call on. Raises SettingsError when there is none."""
        self._settings.set(CODECS, codecs)
        self._tell()

    def _tell(self) -> None:
        self._told = self._usable()
        self._gateway.send(SetCodecs(codecs=self._told))

    def _usable(self) -> tuple[str, ...]:
        """The wanted codecs that the engine has; the defaults when it has none of them."""
        if not self.available:
            return self.codecs
        spelling = {name.lower(): name for name in self.available}
        for wanted in (self.codecs, CODECS.default):
            usable = tuple(spelling[name.lower()] for name in wanted if name.lower() in spelling)
            if usable:
                return usable
        return self.available

    def _on_engine_state(self, state: EngineState) -> None:
        # What the engine can use is known only now; it refuses a list with a name that it does not know.
        if state == EngineState.READY and self._told and self._usable() != self._told:
            self._tell()
