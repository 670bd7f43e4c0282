"""A telephone without a window: the core on a plain loop, for the command line and the demo."""

from collections.abc import Callable
from pathlib import Path

from softphone.accounts.credentials import CredentialStore
from softphone.accounts.view import AccountView
from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.ids import AccountId, CallId, DeviceId
from softphone.basics.secret import Secret
from softphone.basics.words import translate
from softphone.calls.call import Call
from softphone.engine_client.link import EngineLink
from softphone.engine_client.process_link import ProcessLink
from softphone.engine_client.state import EngineState
from softphone.protocol.snapshots import AccountConfig, AudioSelection, LegState, RegistrationState
from softphone.runtime import PlainRuntime
from softphone.settings.store import SettingsStore


class HeadlessError(UserFacingError):
    """What was waited for did not happen."""


class HeadlessPhone:
    """A softphone whose user is a script.

    Several may share one runtime: whoever waits turns the loop for all of them. data_folder: where the history, the
    directory and the contacts are kept; a script that gives none leaves no trace.
    """

    def __init__(
        self,
        runtime: PlainRuntime,
        *,
        settings_store: SettingsStore | None = None,
        credentials: CredentialStore | None = None,
        data_folder: Path | None = None,
    ) -> None:
        self.runtime = runtime
        self._links: list[EngineLink] = []
        self.app = Softphone(
            runtime,
            new_link=self._new_link,
            settings_store=settings_store,
            credentials=credentials,
            data_folder=data_folder,
        )

    def _new_link(self) -> EngineLink:
        self._links.append(ProcessLink())
        return self._links[-1]

    @property
    def engine_pid(self) -> int | None:
        """Process id of the engine that was started last."""
        return self._links[-1].pid if self._links else None

    def start(self, timeout_s: float = 15.0) -> None:
        """Starts the engine and waits until it is ready. Raises HeadlessError."""
        self.app.start()
        self.wait_for(
            lambda: self.app.engine.state == EngineState.READY,
            timeout_s,
            translate("command_line", "The phone engine did not start."),
        )

    def wait_for(self, is_done: Callable[[], bool], timeout_s: float, title: str) -> None:
        """Turns the loop until it is so; raises HeadlessError with the title when it does not come."""
        if not self.runtime.run_until(is_done, timeout_s):
            raise HeadlessError(title, self.app.engine.diagnosis)

    def pause(self, seconds: float) -> None:
        """Lets time pass with the loop turning."""
        self.runtime.run_until(lambda: False, seconds)

    def sign_in(self, config: AccountConfig, password: Secret, timeout_s: float = 10.0) -> AccountView:
        """Adds the account for the life of this phone and waits until it is registered or has failed."""
        self.app.accounts.add_ephemeral(config, password)
        return self.wait_until_settled(config.account_id, timeout_s)

    def wait_until_settled(self, account_id: AccountId, timeout_s: float = 10.0) -> AccountView:
        """Waits until the account is registered or has failed."""
        self.wait_for(
            lambda: self._is_settled(account_id), timeout_s, translate("command_line", "The server gave no answer.")
        )
        view = self.app.accounts.view(account_id)
        assert view is not None
        return view

    def _is_settled(self, account_id: AccountId) -> bool:
        view = self.app.accounts.view(account_id)
        states = (RegistrationState.REGISTERED, RegistrationState.FAILED)
        return view is None or view.needs_password or view.registration.state in states

    def dial(self, text: str, account_id: AccountId | None = None, timeout_s: float = 20.0) -> Call:
        """Calls and waits until the call is answered. Raises HeadlessError with the end reason's words."""
        call_id = self.app.calls.dial(text, account_id)
        return self.wait_for_call(call_id, LegState.ESTABLISHED, timeout_s)

    def wait_for_call(self, call_id: CallId, state: LegState, timeout_s: float = 10.0) -> Call:
        """Waits until the call is in the state; raises HeadlessError when it ends before."""

        def is_there_or_over() -> bool:
            call = self.app.calls.get(call_id)
            return call is None or call.state in (state, LegState.ENDED)

        title = translate("command_line", "The call did not become “{state}”.").format(state=state)
        self.wait_for(is_there_or_over, timeout_s, title)
        call = self.app.calls.get(call_id)
        if call is None or call.state != state:
            words = call.end_text if call else None
            raise HeadlessError(
                words.title if words else translate("command_line", "The call is gone."), words.remedy if words else ""
            )
        return call

    def use_files(self, microphone: str, speaker: str) -> None:
        """Plays one WAV file as the microphone and records the speaker to another."""
        selection = AudioSelection(
            microphone=DeviceId(f"file:{microphone}") if microphone else None,
            speaker=DeviceId(f"file:{speaker}") if speaker else None,
        )
        self.app.devices.select(selection, keep=False)

    def hang_up(self, call_id: CallId, timeout_s: float = 5.0) -> None:
        """Ends the call and waits until it is over and the sound is closed."""
        self.app.calls.hang_up(call_id)
        self.wait_for(lambda: self._is_over(call_id), timeout_s, translate("command_line", "The call did not end."))
        self.wait_for_silence(timeout_s)

    def wait_for_silence(self, timeout_s: float = 5.0) -> None:
        """Waits until no call uses the sound devices: only then a recorded file is complete."""
        self.wait_for(
            lambda: not self.app.devices.snapshot.is_open,
            timeout_s,
            translate("command_line", "The sound was not closed."),
        )

    def _is_over(self, call_id: CallId) -> bool:
        call = self.app.calls.get(call_id)
        return call is None or call.is_ended

    def close(self, timeout_s: float = 6.0) -> bool:
        """Hangs up, unregisters and ends the engine; False when that took too long."""
        done: list[bool] = []
        self.app.close(lambda: done.append(True))
        return self.runtime.run_until(lambda: bool(done), timeout_s)
