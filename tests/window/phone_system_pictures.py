"""Pictures of the choice of a phone system: ``python tests/window/phone_system_pictures.py OUT_DIR [SCENE …]``."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from msgspec.structs import replace

from softphone.pbx_profiles.profile_files import SHIPPED
from softphone.pbx_profiles.profiles import Profiles
from softphone.protocol.snapshots import RegistrationProblem, ServerOffer, Transport
from tests.fakes.fake_probe import ASTERISK
from tests.window.taking_pictures import LONG_NAME, Scene, run
from tests.window.window_stage import ALICE, WindowStage
from ui.accounts.account_dialog import AccountDialog


def _dialog(stage: WindowStage) -> AccountDialog:
    stage.show()
    stage.sign_in()
    dialog = stage.windows.accounts.open(ALICE.account_id)
    assert isinstance(dialog, AccountDialog)
    dialog.form.set_more_open(True)
    stage.settle()
    return dialog


def systems() -> Scene:
    stage = WindowStage()
    dialog = _dialog(stage)
    yield "phone_system_other", dialog
    field = dialog.form.phone_system
    field.set_details_open(True)
    stage.settle()
    yield "phone_system_nothing", dialog
    for name in ("asterisk_freepbx", "yeastar"):
        field.choice.choose(name)
        field.choice.activated.emit(field.choice.currentIndex())
        stage.settle()
        yield f"phone_system_{name}", dialog


def answers() -> Scene:
    stage = WindowStage()
    dialog = _dialog(stage)
    field = dialog.form.phone_system
    field.ask_button.click()
    yield "phone_system_asking", dialog
    stage.advance(1)
    stage.settle()
    yield "phone_system_answer", dialog
    field.show_offer(replace(ASTERISK, names=(f"Telefonanlage {LONG_NAME}",), transports=(Transport.TLS,)))
    stage.settle()
    yield "phone_system_not_recognised", dialog
    field.show_offer(ServerOffer(server="pbx.example.com:5061", status_code=401, names=("FPBX-17.0",)))
    stage.settle()
    yield "phone_system_stranger", dialog
    field.show_offer(ServerOffer(server="pbx.example.com:5061", problem=RegistrationProblem.NO_ANSWER))
    stage.settle()
    yield "phone_system_silent", dialog


def first_run() -> Scene:
    stage = WindowStage()
    stage.show()
    dialog = stage.windows.accounts.show_first_run()
    dialog.address.address.setText("anna@example.com")
    dialog.address.password.setText("secret")
    for _ in range(3):
        dialog.next_button.click()
        stage.advance(2)
    stage.settle()
    yield "phone_system_first_run", dialog


def wrong_file() -> Scene:
    with TemporaryDirectory() as folder:
        text = "name = 'Telefonanlage der Niederlassung Süddeutschland'\n[codes]\ndnd_on = '78x'\npick_up = '*8'\n"
        (Path(folder) / "niederlassung.toml").write_text(text, encoding="utf-8")
        stage = WindowStage()
        stage.softphone.__dict__["profiles"] = Profiles((SHIPPED, Path(folder)))
        yield "phone_system_wrong_file", _dialog(stage)


if __name__ == "__main__":
    sys.exit(run(__file__, (systems, answers, first_run, wrong_file)))
