"""Where my calls go, in the windows: the page, and the line in the main window while calls go elsewhere."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from softphone.app import Softphone
from softphone.basics.ids import AccountId
from softphone.settings.quiet_settings import QUIET_HOURS
from ui.main_window import MainWindow
from ui.shortcuts import Keys

if TYPE_CHECKING:
    from ui.directory.ports import People
    from ui.mobility.routing_page import RoutingDialog
    from ui.mobility.routing_strip import RoutingStrip


class RoutingWindows(QObject):
    """shows_page: opens the page.

    Attributes:
        strip: None while no phone system is known and there are no quiet hours.
    """

    def __init__(
        self, main: MainWindow, softphone: Softphone, shows_page: Callable[[], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._main, self._softphone, self._shows_page = main, softphone, shows_page
        self.strip: RoutingStrip | None = None
        QShortcut(QKeySequence(Keys.ROUTING), main).activated.connect(lambda: shows_page() and None)
        self._follows_quiet = False
        softphone.accounts.changed.add(lambda _: self._look_soon())
        softphone.settings.changed.add(lambda key: self._on_quiet_hours() if key == QUIET_HOURS.key else None)
        self._look()

    def _on_quiet_hours(self) -> None:
        self._follow_quiet_hours()
        self._look_soon()

    def _look_soon(self) -> None:
        if self.strip is None:
            self._softphone.runtime.post(self._look)

    def _look(self) -> None:
        softphone = self._softphone
        is_quiet = softphone.settings.get(QUIET_HOURS)
        if self.strip is not None or not (softphone.has_routing or is_quiet):
            return
        from ui.mobility.routing_strip import RoutingStrip

        self.strip = RoutingStrip(
            softphone.forwarding,
            softphone.twinning,
            lambda number: name_of(softphone, number),
            self._main.commands.attempt,
            self._quiet_words,
        )
        self.strip.page_wanted.connect(self._shows_page)
        self._main.add_line(self.strip)
        self._follow_quiet_hours()

    def _follow_quiet_hours(self) -> None:
        """Only for who has them: nothing of them is loaded else."""
        if self._follows_quiet or self.strip is None or not self._softphone.settings.get(QUIET_HOURS):
            return
        self._follows_quiet = True
        for changed in (self._softphone.quiet_hours.changed, self._softphone.quiet_routing.changed):
            changed.add(lambda _: self.strip.refresh() if self.strip is not None else None)
        self.strip.refresh()

    def _quiet_words(self) -> str:
        if not self._softphone.settings.get(QUIET_HOURS):
            return ""
        softphone = self._softphone
        if not softphone.quiet_hours.is_quiet():
            return ""
        from ui.mobility.quiet_words import busy_text, strip_text

        busy = busy_text(softphone.quiet_routing, lambda account_id: _account_name(softphone, account_id))
        return strip_text(softphone.quiet_hours.view, softphone.runtime.wall_time_s(), busy)


def routing_dialog(softphone: Softphone, people: "People", main: MainWindow) -> "RoutingDialog":
    """The page as a window of its own."""
    from ui.mobility.routing_page import RoutingDialog, RoutingPage, RoutingParts

    if any(view.config.pbx_profile for view in softphone.accounts.views()):
        softphone.begin_routing()

    page = RoutingPage(
        RoutingParts(
            softphone.forwarding,
            softphone.twinning,
            people,
            lambda number: name_of(softphone, number),
            lambda: _account_names(softphone),
            lambda account_id: _has_system(softphone, account_id),
            lambda: softphone.settings.get(QUIET_HOURS),
            lambda account_id: _mobile_box(softphone, main, account_id),
            lambda: _quiet_box(softphone, people),
        )
    )
    dialog = RoutingDialog(page, main)
    page.settings_wanted.connect(main.settings_wanted)
    return dialog


def _account_names(softphone: Softphone) -> tuple[tuple[AccountId, str], ...]:
    """Those in use, the default account first."""
    from ui.accounts.account_words import account_name

    default = softphone.accounts.default()
    first = default.account_id if default is not None else None
    views = sorted(softphone.accounts.views(), key=lambda view: view.account_id != first)
    return tuple((view.account_id, account_name(view.config)) for view in views if view.config.is_enabled)


def _has_system(softphone: Softphone, account_id: AccountId) -> bool:
    view = softphone.accounts.view(account_id)
    return view is not None and bool(view.config.pbx_profile)


def _mobile_box(softphone: Softphone, main: MainWindow, account_id: AccountId) -> QWidget:
    from softphone.directory.person import LDAP
    from ui.mobility.mobile_number_box import MobileNumberBox

    def is_published(number: str) -> bool:
        return any(person.source == LDAP for person in softphone.directory.people_for(number))

    box = MobileNumberBox(softphone.mobile_numbers, account_id, is_published=is_published)
    box.call_wanted.connect(main.call_now)
    return box


def _quiet_box(softphone: Softphone, people: "People") -> QWidget:
    from ui.mobility.quiet_hours_box import QuietHoursBox

    parts = (softphone.quiet_hours, softphone.quiet_routing, softphone.settings)
    clock, named = softphone.runtime.wall_time_s, lambda number: name_of(softphone, number)
    return QuietHoursBox(*parts, clock, people, named, lambda account_id: _account_name(softphone, account_id))


def _account_name(softphone: Softphone, account_id: AccountId) -> str:
    from ui.accounts.account_words import account_name

    view = softphone.accounts.view(account_id)
    return account_name(view.config) if view is not None else ""


def name_of(softphone: Softphone, number: str) -> str:
    """Whom a number belongs to; empty when nobody knows."""
    from softphone.directory.naming import name_of as named

    return named(softphone.directory.people_for(number), "")
