"""Where my calls go: forwarding, the mobile and quiet hours of an account in one place, true to the phone system."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.forwarding import Forwarding
from softphone.mobility.routing_words import NameOf
from softphone.mobility.twinning import Twinning
from ui.directory.ports import People
from ui.mobility.forwarding_box import ForwardingBox
from ui.mobility.twinning_box import TwinningBox
from ui.style.tokens import SPACE_L, SPACE_XL
from ui.widgets.forms import ChoiceBox, add_row, new_form
from ui.widgets.placeholder import Placeholder
from ui.widgets.scrolled import Scrolled

WIDTH, HEIGHT = 520, 700


@dataclass(frozen=True)
class RoutingParts:
    """What the page shows.

    Attributes:
        accounts: id and name of each, the default account first.
        has_system: whether the phone system of an account is known. The mobile's number needs none.
        has_quiet_hours: they are switched on, so that whoever has them can switch them off at whatever phone system.
        mobile_box, quiet_box: make the parts about the mobile's number and about quiet hours.
    """

    forwarding: Forwarding
    twinning: Twinning
    people: People
    name_of: NameOf
    accounts: Callable[[], tuple[tuple[AccountId, str], ...]]
    has_system: Callable[[AccountId], bool]
    has_quiet_hours: Callable[[], bool]
    mobile_box: Callable[[AccountId], QWidget]
    quiet_box: Callable[[], QWidget]


class RoutingPage(QWidget):
    """One account at a time.

    Signals: settings_wanted: the user wants to choose the phone system of an account.
    """

    settings_wanted = Signal()

    def __init__(self, parts: RoutingParts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._boxes: QWidget | None = None
        self._shown: AccountId | None = None
        self.account = ChoiceBox()
        self.empty = Placeholder("transfer")
        self.empty.say(
            translate("mobility", "No phone system is known."),
            translate("mobility", "Choose it in the settings of the account; then calls can be sent elsewhere."),
            translate("mobility", "Accounts…"),
            self.settings_wanted.emit,
        )
        self._accounts: tuple[tuple[AccountId, str, bool], ...] = ()
        self._chooser = QWidget()
        form = new_form(self._chooser)
        add_row(form, translate("mobility", "&Account"), self.account)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        self._column.setSpacing(SPACE_L)
        self._column.addWidget(self._chooser)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)
        self.account.activated.connect(lambda _: self._show_account(AccountId(str(self.account.chosen()))))
        forget = parts.forwarding.changed.add(lambda _: self.refresh())
        self.destroyed.connect(lambda _=None: forget())
        self.refresh()

    def refresh(self) -> None:
        """Shows the accounts that there are now."""
        accounts = tuple((each, name, self._parts.has_system(each)) for each, name in self._parts.accounts())
        if accounts != self._accounts or self._boxes is None:
            self._accounts = accounts
            self.account.clear()
            for account_id, name, _ in accounts:
                self.account.addItem(name, account_id)
            ids = [account_id for account_id, _, _ in accounts]
            self._show_account(self._shown if self._shown in ids else ids[0] if ids else None)
        self._chooser.setVisible(len(accounts) > 1)

    def _show_account(self, account_id: AccountId | None) -> None:
        if self._boxes is not None:
            self._column.removeWidget(self._boxes)
            self._boxes.hide()
            self._boxes.deleteLater()
            self._boxes = None
        self._shown = account_id
        has_system = account_id is not None and self._parts.has_system(account_id)
        self.empty.setVisible(not has_system)
        if account_id is None:
            return
        self.account.choose(account_id)
        parts = self._parts
        self._boxes = QWidget()
        column = QVBoxLayout(self._boxes)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XL)
        boxes: list[QWidget] = [parts.mobile_box(account_id)]
        if has_system:
            forwarding = ForwardingBox(parts.forwarding, account_id, parts.people, parts.name_of)
            boxes = [forwarding, TwinningBox(parts.twinning, account_id), *boxes]
        if has_system or parts.has_quiet_hours():
            boxes.append(parts.quiet_box())
        for box in boxes:
            column.addWidget(box)
        self._column.insertWidget(1, self._boxes)
        stops = [each for each in self._boxes.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        QWidget.setTabOrder(stops[-1], self.empty.button)  # it stands below


class RoutingDialog(QDialog):
    """The page in a window of its own."""

    def __init__(self, page: RoutingPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = page
        self.setWindowTitle(translate("mobility", "Where my calls go"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Scrolled(page))
        room = self.screen().availableSize()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.reject)
