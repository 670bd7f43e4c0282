"""The main window: status, messages, the field for everything, pages, calls, a person's card, sound."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from softphone.app import Softphone
from softphone.basics.errors import DialError, UserFacingError
from softphone.basics.words import translate
from softphone.calls.dial_plan import target
from softphone.engine_client.state import EngineState
from ui.accounts.account_banner import AccountBanner
from ui.accounts.account_status import AccountStatus
from ui.calls.call_commands import CallCommands
from ui.calls.call_list import CallList
from ui.calls.control_deeds import ControlDeeds
from ui.calls.dial_panel import DialPanel
from ui.devices.device_button import DeviceButton
from ui.engine_banner import EngineBanner
from ui.page_stack import PageStack
from ui.shortcuts import Keys
from ui.style.tokens import SPACE_L, SPACE_M, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton
from ui.window_body import BodyState, WindowBody
from ui.window_field import WindowField
from ui.window_parts import MiddleArea, ShownWatch, at_the_top, bar, move_focus

if TYPE_CHECKING:
    from ui.directory.person_card import PersonCard
    from ui.directory.result_panel import ResultPanel

WIDE_FROM = 720
KEYPAD = "keypad"
MINIMUM = QSize(420, 560)
INITIAL = QSize(420, 660)
_PAD_KEYS = "0123456789*#+"


class MainWindow(QMainWindow):
    """Speaks features only; the windows that it opens are asked for by signals.

    Signals:
        …_wanted: the user asked for another window (account: with its id).
        search_wanted: the user begins to type; whoever knows people is to give them to `results`.
        close_wanted: the user closed this window; the desktop part decides what that means.
    """

    account_wanted = Signal(str)
    account_add_wanted = Signal()
    password_wanted = Signal(str)
    sound_wanted = Signal()
    settings_wanted = Signal()
    menu_wanted = Signal()
    search_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, softphone: Softphone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._softphone = softphone
        self._pages_choice: bool | None = None  # None: the page gives way to calls by itself
        self._is_wide = False
        self._header_parts: list[QWidget] = []
        self.card: PersonCard | None = None
        self.commands = CallCommands(softphone.calls, self.show_problem)
        self.status = AccountStatus(softphone.accounts)
        self.status.follow(softphone.reachability)
        self.menu_button = IconButton("menu", translate("window", "Menu"), Keys.MENU)
        self.engine_banner = EngineBanner(softphone.engine)
        self.account_banner = AccountBanner(softphone.accounts)
        self.notice = Banner(is_dismissible=True)
        self.dial = DialPanel()
        self.calls = CallList(self.commands, softphone.accounts, softphone.runtime)
        self.pad_button = IconButton("keypad", translate("window", "Show or hide the dial pad"), Keys.DIAL_PAD)
        self.pad_button.setCheckable(True)
        self.pages = PageStack()
        self.deeds = ControlDeeds(self.commands, self.calls, self.dial, softphone.runtime.wall_time_s)
        self.field = WindowField(self.dial, self.commands, self.deeds, self._can_dial)
        self.device_button = DeviceButton(softphone.devices)
        self.settings_button = IconButton("settings", translate("window", "Settings"), Keys.SETTINGS)
        self.setWindowTitle(translate("window", "Softphone"))
        room = self.screen().availableSize()  # at 200 % a screen may have less of it than the window would like
        self.setMinimumSize(MINIMUM.boundedTo(room))
        self.resize(INITIAL.boundedTo(room))
        self._build()
        self._connect()
        self._arrange()
        self.dial.field.setFocus()

    # ------------------------------------------------------------------ layout

    def _build(self) -> None:
        page = QWidget()
        page.setObjectName("page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._header = bar("header", self.status, self.menu_button)
        column.addWidget(self._header)
        content = QWidget()
        middle = self._middle = QVBoxLayout(content)
        middle.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        middle.setSpacing(SPACE_M)
        for banner in (self.engine_banner, self.account_banner, self.notice):
            middle.addWidget(banner)
        self.body = WindowBody(self.dial, self.pages, self.calls)
        middle.addWidget(self.body, 1)
        column.addWidget(MiddleArea(content), 1)
        column.addWidget(self.body.notes_area)
        column.addWidget(bar("footer", self.device_button, self.pad_button, self.settings_button))
        self.setCentralWidget(page)
        self.pages.add_page(KEYPAD, "keypad", translate("window", "Keypad"), at_the_top(self.dial.pad))

    def _arrange(self) -> None:
        """Side by side when there is room; else the page gives way to the calls, and results and card to nothing."""
        self._is_wide = self.width() >= WIDE_FROM
        has_calls = bool(self.calls.cards())
        is_talking = any(not card.call.is_ended for card in self.calls.cards())
        has_pages = self._pages_choice if self._pages_choice is not None else self._is_wide or not is_talking
        is_pad = has_pages and self.pages.current() == KEYPAD
        made = self.field.made_results
        results = made if made is not None and made.wants_room else None
        is_alone = results is not None and results.takes_all(is_pad)
        self.pages.set_open(has_pages)
        self.pad_button.setChecked(is_pad and not is_alone)
        self.body.arrange(
            BodyState(
                is_wide=self._is_wide,
                has_calls=has_calls,
                has_pages=has_pages,
                has_results=results is not None,
                is_results_alone=is_alone,
                has_card=self.card is not None and self.card.is_open,
            )
        )

    def _connect(self) -> None:
        self.field.search_wanted.connect(self.search_wanted)
        self.field.results_made.connect(self.body.set_results)
        self.field.room_changed.connect(self._arrange)
        self.pages.chosen.connect(self._on_page_chosen)
        self.calls.count_changed.connect(self._on_count)
        self.pad_button.clicked.connect(self._on_pad_toggled)
        self.menu_button.clicked.connect(self.menu_wanted)
        self.settings_button.clicked.connect(self.settings_wanted)
        self.device_button.clicked.connect(self.sound_wanted)
        self.status.add_wanted.connect(self.account_add_wanted)
        self.status.settings_wanted.connect(self.account_wanted)
        self.account_banner.add_wanted.connect(self.account_add_wanted)
        self.account_banner.settings_wanted.connect(self.account_wanted)
        self.account_banner.password_wanted.connect(self.password_wanted)
        ShownWatch(self, self.device_button.set_window_shown)
        self._softphone.engine.state_changed.add(self._on_engine_state)
        self._softphone.settings.problems.add(self.show_notice)
        self._softphone.accounts.problems.add(self.show_notice)

    def add_to_header(self, widget: QWidget) -> None:
        """Puts a widget beside the menu button."""
        row = self._header.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.indexOf(self.menu_button), widget)
        self._header_parts.append(widget)

    def add_line(self, line: QWidget) -> None:
        """Puts a line above the field, where it is seen whatever else there is; it shows and hides itself."""
        self._middle.insertWidget(self._middle.indexOf(self.body), line)
        self._header_parts.append(line)

    @property
    def results(self) -> "ResultPanel":
        """What the search finds."""
        return self.field.results

    # ------------------------------------------------------------------ pages

    def show_page(self, key: str) -> None:
        """Shows this page, wherever the user was."""
        self.pages.show_page(key)
        self._on_page_chosen(key)

    def set_card(self, card: "PersonCard") -> None:
        """Where a person's card is shown; it says itself when it opens and closes."""
        self.card = card
        self.body.set_card(card)
        card.opened.connect(self._arrange)
        card.closed.connect(self._on_card_closed)
        self._arrange()

    def _on_page_chosen(self, _key: str) -> None:
        if self.field.made_results is not None:
            self.field.made_results.dismiss()
        if self.card is not None and not self._is_wide:
            self.card.close_card()
        self._pages_choice = True
        self._arrange()

    def _on_card_closed(self) -> None:
        focus = self.focusWidget()
        had_focus = focus is None or (self.card is not None and self.card.isAncestorOf(focus))
        self._arrange()
        if had_focus:
            self.dial.field.setFocus()

    # ------------------------------------------------------------------ what the user does

    def show_notice(self, problem: UserFacingError) -> None:
        """Tells something that is not about what was typed; it stays until it is closed."""
        self.notice.show_message(Tone.WARNING, problem.title, problem.remedy)

    def show_problem(self, problem: UserFacingError) -> None:
        """Tells under the field why something could not be done."""
        self.dial.show_problem(problem)

    def bring_up(self) -> None:
        """Shows the window in front, wherever it was."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def propose(self, text: str) -> None:
        """Puts a number that another program handed over into the field; the user decides whether to call it."""
        self.field.propose(text)

    def call_now(self, text: str) -> None:
        """Calls a number that a button of the window offers; while a target is chosen, it is one."""
        self.field.call_now(text)

    def focus_field(self) -> None:
        """Where the next number is typed."""
        self.field.focus()

    def _on_engine_state(self, state: EngineState) -> None:
        self.account_banner.set_engine_down(not self.engine_banner.isHidden())
        self.device_button.set_engine_ready(state == EngineState.READY)

    def _can_dial(self, text: str) -> bool:
        account = self._softphone.accounts.default()
        try:
            return account is not None and bool(target(text, account.config))
        except DialError:
            return False

    def _on_count(self, live: int, _cards: int) -> None:
        if live == 0:
            self._pages_choice = None
        self._arrange()

    def _on_pad_toggled(self, is_checked: bool) -> None:
        if is_checked:
            self.show_page(KEYPAD)
        else:
            self._pages_choice = False
            self._arrange()

    # ------------------------------------------------------------------ Qt

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab follows the eye, from top to bottom; Qt's order is that in which widgets were made: cards come late."""
        return move_focus(self, self._tab_parts(), self.dial.field, 1 if next else -1)

    def _tab_parts(self) -> list[QWidget]:
        calls: list[QWidget] = [*self.calls.stops()]
        return [
            *(self.status, *self._header_parts, self.menu_button),
            *(self.engine_banner, self.account_banner, self.notice, self.dial),
            *([self.pages, *calls] if self._is_wide else [*calls, self.pages]),
            *([self.card] if self.card is not None else []),
            *self.body.notes(),
            *(self.device_button, self.pad_button, self.settings_button),
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits that nobody took go to the open keypad of a call, else into the field; Esc back to the caller."""
        if event.key() == Qt.Key.Key_Escape and self.deeds.back():
            return
        text = event.text()
        if not text or text not in _PAD_KEYS or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        card = self.calls.card_with_keypad()
        if card is not None and text != "+":
            card.send_key(text)
        else:
            self.dial.field.setFocus()
            self.dial.field.type_text(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (self.width() >= WIDE_FROM) is not self._is_wide:
            self._arrange()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.close_wanted.emit()
