"""The banner about the engine: starting again, or given up with a diagnosis."""

from PySide6.QtWidgets import QApplication, QWidget

from softphone.basics.words import translate
from softphone.engine_client.gateway import EngineGateway
from softphone.engine_client.state import EngineState
from ui.style.tokens import Tone
from ui.widgets.banner import Banner


class EngineBanner(Banner):
    """Hidden while the engine runs."""

    def __init__(self, engine: EngineGateway, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        engine.state_changed.add(self._on_state)
        self._on_state(engine.state)

    def _on_state(self, state: EngineState) -> None:
        if state == EngineState.RESTARTING:
            self.show_message(
                Tone.WARNING,
                translate("window", "The phone engine is restarting…"),
                translate("window", "Calls in progress were lost. You can call again in a few seconds."),
            )
        elif state == EngineState.STOPPED:
            self.show_message(
                Tone.DANGER,
                translate("window", "The phone engine has stopped and does not stay up."),
                translate("window", "For your help desk: {diagnosis}").format(diagnosis=self._engine.diagnosis),
                [
                    (translate("window", "&Try again"), self._engine.restart),
                    (translate("window", "&Copy the diagnosis"), self._copy),
                ],
            )
        else:
            self.hide()

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._engine.diagnosis)
