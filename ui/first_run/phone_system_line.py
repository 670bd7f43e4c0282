"""At the end of the first run: which phone system the server seems to be; taken over unless the user says no."""

from msgspec.structs import replace
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from softphone.accounts.accounts import Accounts
from softphone.accounts.server_probes import ServerProbes
from softphone.accounts.view import AccountView
from softphone.basics.errors import UserFacingError
from softphone.basics.words import translate
from softphone.pbx_profiles.profile import Profile
from softphone.pbx_profiles.profile_words import shown_name
from softphone.pbx_profiles.profiles import Profiles
from softphone.pbx_profiles.recognising import recognised
from softphone.protocol.snapshots import ServerOffer
from ui.style.tokens import SPACE_S
from ui.widgets.labels import Label


class PhoneSystemLine(QWidget):
    """Hidden unless the server is recognised, and the account has no phone system yet. `take` takes it over."""

    def __init__(
        self, accounts: Accounts, profiles: Profiles, probes: ServerProbes, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._accounts, self._profiles, self._probes = accounts, profiles, probes
        self._probe_id = ""
        self._view: AccountView | None = None
        self._profile: Profile | None = None
        self.words = Label("", wraps=True)
        self.words.setMinimumWidth(1)
        self.use = QCheckBox()
        self.use.setChecked(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(Label(translate("pbx_profiles", "Phone system"), "section"))
        column.addWidget(self.words)
        column.addWidget(self.use)
        self.hide()

    def ask(self, view: AccountView) -> None:
        """Asks the account's server what it is."""
        if view.config.pbx_profile or self._probe_id:
            return
        self._view = view
        try:
            self._probe_id = self._probes.start(view.config, None, self._on_offer)
        except UserFacingError:
            return  # nobody has asked for it; the account's dialog can do it at any time

    def stop(self) -> None:
        """Nobody looks any more."""
        self._probes.cancel(self._probe_id)

    def take(self) -> None:
        """Takes the phone system over, if one was recognised, the user has not said no, and none was chosen since."""
        view = self._accounts.view(self._view.account_id) if self._view is not None else None
        if view is None or self._profile is None or view.config.pbx_profile or not self.use.isChecked():
            return
        self._accounts.update(replace(view.config, pbx_profile=self._profile.profile_id))

    def _on_offer(self, offer: ServerOffer) -> None:
        self._profile = profile = recognised(offer, self._profiles.all())
        if profile is None:
            return
        name = shown_name(profile)
        words = translate(
            "pbx_profiles",
            "Your phone server seems to be {name}. With its codes, voicemail, forwarding and your mobile can be used.",
        )
        self.words.setText(words.format(name=name))
        self.use.setText(
            translate("pbx_profiles", "This is {name}: use its &codes").format(name=name.replace("&", "&&"))
        )
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))
