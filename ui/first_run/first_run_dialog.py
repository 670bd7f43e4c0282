"""The first run: address and password, a try that is explained, a look at the sound, what there is then."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from softphone.account_command import AUTHORITIES
from softphone.accounts.account_file import read_account_file
from softphone.accounts.config import AccountError, normalised
from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.folders import config_dir
from ui.devices.sound_page import SoundPage
from ui.first_run import progress
from ui.first_run.address_page import AddressPage
from ui.first_run.check_page import CheckPage
from ui.first_run.done_page import DonePage
from ui.first_run.phone_system_line import PhoneSystemLine
from ui.style.tokens import SPACE_L, SPACE_M
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_SIZE = QSize(600, 620)
ADDRESS, CHECK, SOUND, DONE = range(4)


class FirstRunDialog(QDialog):
    """Can be left at every page; what was entered, but for the password, is there again the next time."""

    def __init__(self, softphone: Softphone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._softphone = softphone
        self._settings = softphone.settings
        self.address = AddressPage(progress.load(self._settings))
        self.check = CheckPage(softphone.accounts)
        self.sound: SoundPage | None = None
        self.done_page = DonePage()
        self.phone_system = PhoneSystemLine(softphone.accounts, softphone.profiles, softphone.server_probes)
        self.title = Label("", "title", wraps=True)
        self.place = Label("", "muted")
        self.later_button = Button(translate("first_run", "&Later"))
        self.back_button = Button(translate("first_run", "&Back"), "chevron-left")
        self.next_button = Button(translate("first_run", "&Next"), "", "primary")
        for button in (self.later_button, self.back_button, self.next_button, *self.check.buttons()):
            button.setAutoDefault(True)  # Return presses the one that has the keyboard
        self.next_button.setDefault(True)
        self._stack = QStackedWidget()
        self._is_good = False
        self.setWindowTitle(translate("first_run", "Set up Softphone"))
        self.resize(_SIZE.boundedTo(self.screen().availableSize()))
        self._build()
        self._connect()
        self.show_page(ADDRESS)

    def _build(self) -> None:
        for page in (self.address, self.check, QWidget(), _both(self.phone_system, self.done_page)):
            self._stack.addWidget(_scrolled(page))
        buttons = QHBoxLayout()
        buttons.addWidget(self.later_button)
        buttons.addStretch(1)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_M)
        column.addWidget(self.place)
        column.addWidget(self.title)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.later_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(lambda: self.show_page(self.page - 1))
        self.next_button.clicked.connect(self._on_next)
        self.address.file_chosen.connect(self.take_file)
        self.check.begun.connect(self._on_check_begun)
        self.check.ended.connect(self._on_checked)
        self.finished.connect(lambda _: self._on_left())

    @property
    def page(self) -> int:
        """ADDRESS, CHECK, SOUND or DONE."""
        return self._stack.currentIndex()

    def show_page(self, page: int) -> None:
        """Shows this page; the keyboard goes to what is to be done there."""
        if page == SOUND and self.sound is None:
            self._make_sound()
        if page == DONE:
            self.done_page.show_all(self._softphone.accounts.views(), self._softphone.devices)
        # Asked while the sound is looked at, so that the answer is there when Finish is.
        if page in (SOUND, DONE) and (view := self._softphone.accounts.default()):
            self.phone_system.ask(view)
        if page != CHECK:
            self.check.cancel()
        self._stack.setCurrentIndex(page)
        self.title.setText(
            {
                ADDRESS: translate("first_run", "Welcome to Softphone"),
                CHECK: translate("first_run", "Is everything reached?"),
                SOUND: translate("first_run", "Do you hear and are you heard?"),
                DONE: translate("first_run", "Ready"),
            }[page]
        )
        self.place.setText(translate("first_run", "Step {number} of {count}").format(number=page + 1, count=DONE + 1))
        self.back_button.setVisible(page == CHECK)
        self.later_button.setVisible(page in (ADDRESS, CHECK))
        self._follow()
        focus = {ADDRESS: self.address.address, CHECK: self.back_button}.get(page, self.next_button)
        if page == ADDRESS and self.address.address.text():
            focus = self.address.password
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_file(self, path: Path) -> None:
        """Takes an account file over: one account is filled in, several are added and ask for their passwords."""
        self._try(lambda: self._take_file(path))

    def _take_file(self, path: Path) -> None:
        accounts = read_account_file(path).installed(config_dir() / AUTHORITIES)
        if len(accounts) == 1:
            self.address.take(accounts[0])
            return
        for account in accounts:
            self._softphone.accounts.add_without_password(account)
        progress.finish(self._settings)
        self.show_page(SOUND)

    def _on_next(self) -> None:
        match self.page:
            case 0:
                self._try(self._begin_check)
            case 1:
                self._try(self._save)
            case 2:
                self.show_page(DONE)
            case _:
                self.phone_system.take()
                self.accept()

    def _begin_check(self) -> None:
        config, password = normalised(self.address.config()), self.address.entered_password()
        if password is None:
            raise AccountError(
                translate("first_run", "The password is missing."), translate("first_run", "Enter it to sign in.")
            )
        progress.keep(self._settings, self.address.entered())
        self._is_good = False
        self.check.start(config, password, self.address.transports())
        self.show_page_of_check()

    def show_page_of_check(self) -> None:
        """The page of the try that was just begun."""
        self._stack.setCurrentIndex(CHECK)
        self.show_page(CHECK)

    def _save(self) -> None:
        config, password = self.check.config, self.address.entered_password()
        if config is None or password is None:
            return
        self._softphone.accounts.add(self.address.kept(config), password, self.address.remember.isChecked())
        progress.finish(self._settings)
        self.show_page(SOUND)

    def _on_check_begun(self) -> None:
        """What had the keyboard may be gone now; it never goes to what was not proved."""
        self._is_good = False
        self._follow()
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_checked(self, is_good: bool) -> None:
        self._is_good = is_good
        self._follow()
        (self.next_button if is_good else self.back_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        texts = {
            CHECK: translate("first_run", "&Next") if self._is_good else translate("first_run", "&Use it nevertheless"),
            DONE: translate("first_run", "&Finish"),
        }
        self.next_button.setText(texts.get(self.page, translate("first_run", "&Next")))
        # What does not work yet is not taken by a Return.
        (self.next_button if self.page != CHECK or self._is_good else self.back_button).setDefault(True)
        self.next_button.set_kind("plain" if self.page == CHECK and not self._is_good else "primary")

    def _make_sound(self) -> None:
        self.sound = SoundPage(self._softphone.devices)
        area = self._stack.widget(SOUND)
        assert isinstance(area, QScrollArea)
        area.setWidget(_inside(self.sound))

    def _try(self, run: Callable[[], None]) -> None:
        try:
            run()
        except UserFacingError as problem:
            self.show_page(ADDRESS)
            self.address.show_problem(f"{problem.title} {problem.remedy}".strip())
        else:
            self.address.show_problem("")

    def _on_left(self) -> None:
        self.check.cancel()
        self.phone_system.stop()
        if self.page in (ADDRESS, CHECK):
            progress.keep(self._settings, self.address.entered())


def _both(above: QWidget, below: QWidget) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_M)
    column.addWidget(above)
    column.addWidget(below, 1)
    return both


def _inside(page: QWidget) -> QWidget:
    inside = QWidget()
    inside.setObjectName("scroll_content")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, SPACE_M, 0)
    column.addWidget(page)
    return inside


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(_inside(page))
    return area
