"""A window on a fake engine with virtual time: the tests and the screenshots say what happens around it."""

import secrets
from typing import ClassVar

import msgspec
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from softphone.accounts.credentials import CredentialStore, MemoryCredentialStore
from softphone.app import Softphone
from softphone.basics.ids import AccountId, CallId, LegId
from softphone.basics.secret import Secret
from softphone.calls.call import Call
from softphone.folders import data_dir
from softphone.protocol.snapshots import AccountConfig
from softphone.settings.store import MemorySettingsStore
from tests.fakes.fake_engine import FakeEngine, FakeEngines
from tests.fakes.virtual_runtime import VirtualRuntime
from ui.calls.call_card import CallCard
from ui.directory.ports import PeopleSources
from ui.windows import Windows

_CLOSE_S = 8.0  # the engine is given up on after less
ALICE = AccountConfig(
    account_id=AccountId("account-alice"),
    address_of_record="sip:1001@pbx.example.com",
    display_name="Alice Archer",
    label="Office",
)


class WindowStage:
    """Every window of one program, whose time moves by `advance` only.

    Attributes:
        held: windows that have no parent: one that nobody holds is taken down under whoever looks at it.
    """

    _open: ClassVar[list["WindowStage"]] = []

    def __init__(self, credentials: CredentialStore | None = None) -> None:
        self._open.append(self)
        self.runtime = VirtualRuntime()
        self.engines = FakeEngines(self.runtime)
        self.settings_store = MemorySettingsStore()
        self.softphone = Softphone(
            self.runtime,
            new_link=self.engines.new_link,
            settings_store=self.settings_store,
            credentials=credentials or MemoryCredentialStore(),
            data_folder=data_dir() / secrets.token_hex(8),
        )
        self.quits = 0
        self.held: list[QWidget] = []
        self.softphone.start()
        self.windows = Windows(self.softphone, self._on_quit, self.sources())
        self.windows.complete()
        self.main = self.windows.main
        self.main.account_banner.set_loaded()

    def sources(self) -> PeopleSources | None:
        """Where people are looked for; None for the program's own features."""
        return None

    @property
    def engine(self) -> FakeEngine:
        """The engine's present life."""
        return self.engines.engine

    def show(self) -> None:
        """Shows the main window and lets the engine start."""
        self.main.show()
        self.main.activateWindow()
        assert QTest.qWaitForWindowActive(self.main), "without the keyboard no shortcut works"
        self.advance(1)

    def advance(self, seconds: float) -> None:
        """Time passes; Qt draws what came of it."""
        self.runtime.advance(seconds)
        self.settle()

    def settle(self) -> None:
        """Lets Qt do what it has put off."""
        for _ in range(3):
            QApplication.processEvents()

    def sign_in(self, config: AccountConfig = ALICE, password: str = "secret") -> AccountConfig:
        """Adds an account; it is registered when the password is right."""
        self.softphone.accounts.add(config, Secret(password))
        self.advance(1)
        return config

    def type_and_call(self, text: str) -> None:
        """Puts the text into the field and presses the call button."""
        self.main.dial.field.setText(text)
        self.main.dial.call_button.click()
        self.settle()

    def incoming(self, number: str, name: str = "", account: AccountConfig = ALICE) -> LegId:
        """Somebody calls."""
        leg_id = self.engine.incoming(account.account_id, number, name)
        self.advance(0.1)
        return leg_id

    def set_leg(self, leg_id: LegId, **changes: object) -> None:
        """Changes what the engine knows of a leg, as a far party or network would."""
        leg = self.engine.leg(leg_id)
        self.engine._legs._legs[leg_id] = msgspec.structs.replace(leg, **changes)

    def calls(self) -> tuple[Call, ...]:
        """Every call that is shown."""
        return self.softphone.calls.calls()

    def call_id(self, leg_id: LegId) -> CallId:
        """The call of this leg."""
        return next(call.call_id for call in self.calls() if call.leg.leg_id == leg_id)

    def card(self, index: int = 0) -> CallCard:
        """The card at this place, from the top."""
        return self.main.calls.cards()[index]

    @classmethod
    def close_all(cls) -> None:
        """Closes those that a test has left, with the files that they hold open."""
        while cls._open:
            cls._open[-1].close()

    def close(self) -> None:
        """Takes every window down, and closes what the program keeps in files."""
        if self not in self._open:
            return
        self._open.remove(self)
        self.softphone.close(lambda: None)
        self.runtime.advance(_CLOSE_S)
        for window in QApplication.topLevelWidgets():
            window.hide()
            window.deleteLater()
        self.settle()
        self.held.clear()

    def _on_quit(self) -> None:
        self.quits += 1
