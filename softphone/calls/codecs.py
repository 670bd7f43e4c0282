"""Which sound formats calls may use, in which order: kept in the settings, told to the engine."""

from softphone.engine_client.gateway import EngineGateway
from softphone.protocol.commands import SetCodecs
from softphone.settings.declared import CODECS
from softphone.settings.settings import Settings


class CodecPreference:
    """The order of codecs by their SDP names (``opus``, ``G722``, ``PCMA``)."""

    def __init__(self, gateway: EngineGateway, settings: Settings) -> None:
        self._gateway = gateway
        self._settings = settings

    def start(self) -> None:
        """Tells the engine what the settings say."""
        self._gateway.send(SetCodecs(codecs=self.codecs))

    @property
    def codecs(self) -> tuple[str, ...]:
        """The codecs in use, best first."""
        return self._settings.get(CODECS)

    @property
    def available(self) -> tuple[str, ...]:
        """What the engine can use; empty before it has started."""
        return self._gateway.codecs

    def set_codecs(self, codecs: tuple[str, ...]) -> None:
        """Uses these codecs from the next call on. Raises SettingsError when there is none."""
        self._settings.set(CODECS, codecs)
        self._gateway.send(SetCodecs(codecs=codecs))
