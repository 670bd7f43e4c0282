"""`softphone call`: one call from the command line."""

import getpass
import sys
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from softphone.accounts.credentials import MemoryCredentialStore
from softphone.accounts.view import AccountView
from softphone.basics.ids import CallId
from softphone.basics.secret import Secret
from softphone.basics.words import mark, translate
from softphone.calls.call import Call
from softphone.headless import HeadlessError, HeadlessPhone
from softphone.languages import best, use, wanted_by_terminal
from softphone.protocol.snapshots import LegState
from softphone.runtime import PlainRuntime
from softphone.settings.declared import LANGUAGE
from softphone.settings.store import MemorySettingsStore

_STATES = {
    LegState.CALLING: mark("command_line", "calling"),
    LegState.RINGBACK: mark("command_line", "ringing"),
    LegState.EARLY_MEDIA: mark("command_line", "ringing"),
    LegState.ESTABLISHED: mark("command_line", "connected"),
}
_TAIL_S = 1.0  # what comes back of the played file arrives a little later


@dataclass(frozen=True)
class CallRequest:
    """What to call and how; account: label or address, empty for the default; seconds: None until the file ends."""

    number: str
    play: Path | None = None
    record: Path | None = None
    account: str = ""
    seconds: float | None = None
    uses_lab: bool = False


def place_call(request: CallRequest, say: Callable[[str], None]) -> int:
    """Signs in, calls, tells each state; 0 when the call was answered. Raises UserFacingError."""
    length_s = _length_s(request)
    _check_record(request.record)
    runtime = PlainRuntime()
    with _phone(runtime, request.uses_lab, say) as phone:
        view = _signed_in(phone, request.account)
        if request.play or request.record:
            phone.use_files(str(request.play or ""), str(request.record or ""))
        forget = phone.app.calls.changed.add(_Teller(say).tell)
        call_id = phone.app.calls.dial(request.number, view.account_id)
        try:
            phone.wait_for_call(call_id, LegState.ESTABLISHED, timeout_s=180)
            _talk(phone, call_id, length_s)
        except KeyboardInterrupt:
            say(translate("command_line", "Hanging up."))
        phone.hang_up(call_id)
        forget()
    return 0


class _Teller:
    """Tells each state of a call once."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._last = ""

    def tell(self, call: Call) -> None:
        if call.is_ended and not call.talked_s:
            return  # a call that failed is told once, by the error
        state = translate("command_line", _STATES.get(call.state, call.state))
        text = f"{call.name}: {call.end_text or state}"
        if text != self._last:
            self._last = text
            self._say(text)


def _length_s(request: CallRequest) -> float | None:
    file_s = None if request.play is None else _duration_s(request.play) + _TAIL_S
    return request.seconds if request.seconds is not None else file_s


def _duration_s(path: Path) -> float:
    """Seconds of the WAV file. Raises HeadlessError: better before the call than in it."""
    try:
        with wave.open(str(path), "rb") as file:
            return file.getnframes() / file.getframerate()
    except OSError as error:
        raise HeadlessError(
            translate("command_line", "{path} cannot be read: {why}.").format(path=path, why=error.strerror),
            translate("command_line", "Choose another file."),
        ) from error
    except (wave.Error, EOFError, ZeroDivisionError) as error:
        raise HeadlessError(
            translate("command_line", "{path} is not a WAV file that can be played.").format(path=path),
            translate("command_line", "Use one of 16-bit PCM."),
        ) from error


def _check_record(path: Path | None) -> None:
    if path is not None and not path.absolute().parent.is_dir():
        raise HeadlessError(
            translate("command_line", "The folder of {path} does not exist.").format(path=path),
            translate("command_line", "Make it first, or record somewhere else."),
        )


def _talk(phone: HeadlessPhone, call_id: CallId, seconds: float | None) -> None:
    def is_over() -> bool:
        call = phone.app.calls.get(call_id)
        return call is None or call.is_ended

    phone.runtime.run_until(is_over, seconds)


@contextmanager
def _phone(runtime: PlainRuntime, uses_lab: bool, say: Callable[[str], None]) -> Iterator[HeadlessPhone]:
    if not uses_lab:
        phone = HeadlessPhone(runtime)
        use(best(phone.app.settings.get(LANGUAGE), wanted_by_terminal()))
        phone.start()
        try:
            yield phone
        finally:
            phone.close()
        return
    from softphone.lab_account import lab_account, running_lab

    with running_lab(say) as facts:
        phone = HeadlessPhone(runtime, settings_store=MemorySettingsStore(), credentials=MemoryCredentialStore())
        phone.start()
        phone.sign_in(*lab_account(facts, "1001"))
        try:
            yield phone
        finally:
            phone.close()


def _signed_in(phone: HeadlessPhone, wanted: str) -> AccountView:
    views = phone.app.accounts.views()
    if wanted:
        views = tuple(v for v in views if wanted in (v.config.label, v.config.address_of_record))
    view = phone.app.accounts.default() if not wanted else (views[0] if views else None)
    if view is None:
        raise HeadlessError(
            translate("command_line", "There is no such account."),
            translate("command_line", "Add one in the program's window, or use --lab."),
        )
    view = phone.wait_until_settled(view.account_id)
    while view.needs_password:
        if not sys.stdin.isatty():
            raise HeadlessError(
                translate("command_line", "The password of {name} is needed.").format(name=view.config.label),
                translate("command_line", "Start this in a terminal."),
            )
        name = view.config.label or view.config.address_of_record
        question = translate("command_line", "Password of {name}:").format(name=name)
        password = Secret(getpass.getpass(f"{question} "))
        phone.app.accounts.provide_password(view.account_id, password, remember=False)
        view = phone.wait_until_settled(view.account_id)
    if not view.is_registered:
        words = view.explanation
        raise HeadlessError(
            words.title if words else translate("command_line", "The account is not registered."),
            words.remedy if words else "",
        )
    return view
