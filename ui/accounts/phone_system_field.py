"""Which phone system an account is at: chosen, or found out by asking the server."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.words import translate
from softphone.pbx_profiles.offer_words import finding
from softphone.pbx_profiles.profile import Profile
from softphone.pbx_profiles.profile_words import shown_name
from softphone.pbx_profiles.profiles import GENERIC, Profiles
from softphone.protocol.snapshots import ServerOffer
from ui.accounts.profile_card import ProfileCard
from ui.accounts.server_offer_card import ServerOfferCard
from ui.style.tokens import SPACE_S
from ui.widgets.buttons import Button
from ui.widgets.forms import ChoiceBox, add_row, new_form
from ui.widgets.labels import Label


class PhoneSystemField(QWidget):
    """Signals: changed when another one was chosen; asked when the server is to be asked; resized when the room that it
    takes has changed."""

    changed = Signal()
    asked = Signal()
    resized = Signal()

    def __init__(self, profiles: Profiles, chosen: str, parent: QWidget | None = None) -> None:
        """chosen: the account's own; kept also where there is no such file here."""
        super().__init__(parent)
        self._profiles = profiles
        names = [(each.profile_id, shown_name(each)) for each in profiles.all()]
        if chosen and chosen not in dict(names):
            names.append((chosen, translate("pbx_profiles", "{name} (not known here)").format(name=chosen)))
        self.choice = ChoiceBox(names)
        self.choice.choose(chosen or GENERIC)
        self.ask_button = Button(translate("pbx_profiles", "Find out"), "search")
        self.ask_button.set_hint(translate("pbx_profiles", "Ask the phone server what it is and what it offers"))
        self.details_button = Button(translate("pbx_profiles", "What it offers"), "chevron-right", "link")
        self.problem = Label("", "problem", wraps=True)
        self.problem.setMinimumWidth(1)
        self.card = ProfileCard()
        self.card.hide()
        self.offer = ServerOfferCard()
        self.setFocusProxy(self.choice)
        self._build()
        self.choice.activated.connect(lambda _: self._on_chosen())
        self.ask_button.clicked.connect(self.asked)
        self.details_button.clicked.connect(lambda: self.set_details_open(self.card.isHidden()))
        self.offer.taken.connect(self._on_taken)
        self._show_problems()

    def chosen(self) -> str:
        """For the account: empty for the one that nothing is known of."""
        chosen = str(self.choice.chosen())
        return "" if chosen == GENERIC else chosen

    def profile(self) -> Profile:
        """What is known of the chosen one."""
        return self._profiles.get(self.chosen())

    def set_details_open(self, is_open: bool) -> None:
        """Shows or hides what the chosen one offers."""
        if is_open:
            self.card.show_profile(self.profile())
        self.card.setVisible(is_open)
        self.details_button.set_icon_name("chevron-down" if is_open else "chevron-right")
        self.resized.emit()

    def begin(self) -> None:
        """The server is being asked."""
        self.ask_button.setEnabled(False)
        self.offer.begin()
        self.resized.emit()

    def show_offer(self, offer: ServerOffer) -> None:
        """Shows what it said."""
        self.ask_button.setEnabled(True)
        self.offer.show_finding(finding(offer, self._profiles.all()), self.chosen())
        self.resized.emit()

    def _build(self) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_S)
        row.addWidget(self.choice, 1)
        row.addWidget(self.ask_button)
        both.setFocusProxy(self.choice)
        form = new_form()
        add_row(form, translate("pbx_profiles", "Phone system"), both)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addLayout(form)  # the rest stands below it: a form squeezes what is higher than a line
        column.addWidget(self.problem)
        column.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.card)
        column.addWidget(self.offer)

    def _on_taken(self, profile_id: str) -> None:
        self.choice.choose(profile_id)
        self._on_chosen()

    def _on_chosen(self) -> None:
        if not self.card.isHidden():
            self.card.show_profile(self.profile())
        self.changed.emit()
        self.resized.emit()

    def _show_problems(self) -> None:
        problems = self._profiles.problems
        self.problem.setText("\n".join(str(problem) for problem in problems[:3]))
        self.problem.setVisible(bool(problems))
