"""The page of the favourites: filter, size, adding, and the lamps."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.presence.favourites import Favourites
from softphone.presence.state import LampAction, Presentity
from softphone.settings.favourite import Favourite
from ui.presence.lamp_delegate import Density
from ui.presence.lamp_menu import LampDeeds, lamp_menu
from ui.presence.lamp_model import LampModel, LampRow
from ui.presence.lamp_view import LampView
from ui.presence.ports import Lamps
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import IconButton
from ui.widgets.confirm_dialog import ConfirmDialog
from ui.widgets.forms import line_edit
from ui.widgets.list_page import ListPage
from ui.widgets.placeholder import Placeholder


class FavouritesPage(ListPage):
    """Shows the favourites as lamps and lets the user call and arrange them.

    Signals:
        dial_wanted: a number or address to call.
        density_chosen: the user wants lamps of this size (a value of `Density`).
    """

    dial_wanted = Signal(str)
    density_chosen = Signal(str)

    def __init__(
        self,
        favourites: Favourites,
        lamps: Lamps,
        density: Density = Density.LARGE,
        pick_up_code: Callable[[str], str] = lambda _: "",
        parent: QWidget | None = None,
    ) -> None:
        """pick_up_code: what is dialled to pick up the call that rings at a number; empty when that is not known."""
        super().__init__(parent)
        self._favourites, self._lamps, self._pick_up_code = favourites, lamps, pick_up_code
        self._waits: dict[str, Callable[[], None]] = {}
        self.deeds = LampDeeds(
            call=self.call,
            tell_when_free=self._tell_when_free,
            is_told_when_free=lambda presentity: lamps.is_told_when_free(presentity.address),
            edit=self.open_dialog,
            remove=self._ask_to_remove,
            pick_up=self._pick_up,
            can_pick_up=lambda presentity: bool(pick_up_code("0")) and LampAction.PICK_UP in presentity.actions,
        )
        self.model = LampModel(favourites, lamps, self)
        self.view: LampView = LampView(self.model)
        self.filter = line_edit("", translate("presence", "Filter favourites"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(translate("presence", "Filter favourites"))
        self.density_button = IconButton("density-small", "")
        self.add_button = IconButton("add", translate("presence", "Add a favourite"))
        self.placeholder = Placeholder("star")
        self._build()
        self._connect()
        self.set_density(density)
        self._on_reset()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE_S)
        row.addWidget(self.filter, 1)
        row.addWidget(self.density_button)
        row.addWidget(self.add_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(row)
        column.addLayout(self._stacked(), 1)

    def _connect(self) -> None:
        self.model.modelReset.connect(self._on_reset)
        self.filter.textChanged.connect(self.model.set_filter)
        self.filter.returnPressed.connect(self._on_filter_return)
        self.add_button.clicked.connect(lambda: self.open_dialog(None))
        self.density_button.clicked.connect(self._on_density)
        self.view.chosen.connect(self._on_chosen)
        self.view.menu_wanted.connect(self._on_menu)
        self.view.edit_wanted.connect(lambda index: self._with_lamp(index, lambda row: self.open_dialog(row.favourite)))
        self.view.remove_wanted.connect(
            lambda index: self._with_lamp(index, lambda row: self._ask_to_remove(row.favourite))
        )
        self.view.typed.connect(self._on_typed)

    # ------------------------------------------------------------------ what the user does

    def set_density(self, density: Density) -> None:
        """Draws the lamps large or small."""
        self.view.set_density(density)
        is_large = density is Density.LARGE
        self.density_button.set_icon_name("density-small" if is_large else "density-large")
        self.density_button.set_hint(
            translate("presence", "Show small lamps") if is_large else translate("presence", "Show large lamps")
        )

    def call(self, favourite: Favourite) -> None:
        """Calls the favourite."""
        self.dial_wanted.emit(favourite.number or f"sip:{favourite.address}")

    def _pick_up(self, presentity: Presentity) -> None:
        self.dial_wanted.emit(self._pick_up_code(presentity.address.partition("@")[0]))

    def menu_of(self, index: QModelIndex) -> QMenu | None:
        """The menu of the lamp at this index, None for a heading."""
        row = self.model.lamp(index)
        return lamp_menu(row, self.deeds, self) if row is not None else None

    def open_dialog(self, favourite: Favourite | None) -> QDialog:
        """Opens the dialog that changes a favourite, or adds one."""
        from ui.presence.favourite_dialog import FavouriteDialog

        dialog = FavouriteDialog(self._favourites, favourite, self._lamps.address_of, self)
        return self._open(dialog)

    def _ask_to_remove(self, favourite: Favourite) -> None:
        title = translate("presence", "Remove {name} from your favourites?").format(name=favourite.name)
        text = translate("presence", "The lamp and its place are gone; you can add the person again.")
        remove = translate("presence", "&Remove")
        self._open(
            ConfirmDialog(title, text, remove, lambda: self._favourites.remove(favourite.favourite_id), self.window())
        )

    def _tell_when_free(self, presentity: Presentity, is_wanted: bool) -> None:
        take_back = self._waits.pop(presentity.address, None)
        if is_wanted:
            self._waits[presentity.address] = self._lamps.tell_when_free(presentity.address)
        elif take_back is not None:
            take_back()

    def _with_lamp(self, index: QModelIndex, run: Callable[[LampRow], object]) -> None:
        row = self.model.lamp(index)
        if row is not None:
            run(row)

    def _on_chosen(self, index: QModelIndex) -> None:
        self._with_lamp(index, lambda row: self.call(row.favourite))

    def _on_menu(self, index: QModelIndex, at: QPoint) -> None:
        menu = self.menu_of(index)
        if menu is not None:
            menu.popup(at)

    def _on_density(self) -> None:
        chosen = Density.SMALL if self.view.density is Density.LARGE else Density.LARGE
        self.set_density(chosen)
        self.density_chosen.emit(chosen.value)

    def _on_filter_return(self) -> None:
        """Enter calls the only lamp that is left, else goes to the lamps."""
        lamps = [row for n in range(self.model.rowCount()) if isinstance(row := self.model.row(n), LampRow)]
        if len(lamps) == 1:
            self.call(lamps[0].favourite)
        elif lamps:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_typed(self, text: str) -> None:
        self.filter.setFocus()
        self.filter.insert(text)

    def _on_reset(self) -> None:
        self._show_list(self.model.rowCount() > 0)
        if self.model.rowCount():
            return
        if self.model.is_filtered:
            self.placeholder.say(
                translate("presence", "No favourite matches"),
                "",
                translate("presence", "Show all"),
                lambda: self.filter.setText(""),
            )
        else:
            self.placeholder.say(
                translate("presence", "No favourites yet"),
                translate(
                    "presence",
                    "Add the people whom you call often: you see whether they are free, and call them by a click.",
                ),
                translate("presence", "&Add a favourite…"),
                lambda: self.open_dialog(None),
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filter.text():
            self.filter.clear()
            self.view.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.filter.hasFocus():
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
