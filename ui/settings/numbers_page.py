"""The settings page of numbers: how they are dialled at the site, and what becomes of one as it is typed."""

from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.basics.errors import SettingsError, UserFacingError
from softphone.basics.words import translate
from softphone.calls.dial_plan import digits
from softphone.calls.dial_rules import DialledHere, emergency_number, rule_for, rules_of
from softphone.directory.numbers import MAX_TEXT, NumberPlan
from softphone.settings.call_settings import DIAL_RULES, PICK_UP_CODE
from softphone.settings.settings import Settings
from ui.settings.dial_rules_view import DialRulesView
from ui.settings.locks import apply_lock
from ui.settings.numbers_form import NumbersForm
from ui.settings.setting_row import with_reset
from ui.style.tokens import SPACE_M
from ui.widgets.forms import add_row, line_edit, new_form
from ui.widgets.labels import ElidedLabel, Label, refresh_style


class NumbersPage(QWidget):
    """Each field takes effect when it is left. The numbering plans of the world are loaded when a number is tried."""

    def __init__(self, settings: Settings, pick_up_code: str = "", parent: QWidget | None = None) -> None:
        """pick_up_code: that of the phone system, dialled while the field is empty; empty for none."""
        super().__init__(parent)
        self._settings = settings
        self.form = NumbersForm(settings)
        known = translate("pbx_profiles", "{code}, from the phone system").format(code=pick_up_code)
        self.pick_up = line_edit(
            settings.get(PICK_UP_CODE), known if pick_up_code else translate("settings", "Nothing"), 32
        )
        self.problem = Label("", "problem", wraps=True)
        self.problem.hide()
        self.rules = DialRulesView(settings)
        self.trial = line_edit("", "030 123456", MAX_TEXT)
        self.understood = ElidedLabel()
        self.dialled = ElidedLabel()
        self._build()
        apply_lock(self.pick_up, settings, PICK_UP_CODE)
        self.pick_up.editingFinished.connect(self._on_pick_up)
        self.trial.textChanged.connect(lambda _: self._try())
        forget = settings.changed.add(self._on_setting)
        self.destroyed.connect(lambda _=None: forget())
        self._try()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_M)
        column.addWidget(self.form)
        column.addWidget(self.problem)
        words = translate("settings", "Before the number of a colleague whose telephone rings.")
        field = with_reset(self.pick_up, self._settings, PICK_UP_CODE)
        add_row(self.form.rows, translate("settings", "&Pick-up code"), field, words)
        column.addWidget(Label(translate("settings", "Rules for dialling"), "section"))
        column.addWidget(self.rules)
        self.trying = new_form()
        add_row(self.trying, translate("settings", "Tr&y a number"), self.trial)
        self.trying.addRow("", self.understood)
        self.trying.addRow("", self.dialled)
        column.addLayout(self.trying)

    def _on_pick_up(self) -> None:
        try:
            self._settings.set(PICK_UP_CODE, self.pick_up.text().strip())
        except SettingsError as problem:
            self.problem.setText(f"{problem.title} {problem.remedy}")
            self.problem.show()
            QAccessible.updateAccessibility(QAccessibleEvent(self.problem, QAccessible.Event.Alert))
            self.pick_up.setProperty("invalid", True)
        else:
            self.problem.hide()
            self.pick_up.setProperty("invalid", False)
        refresh_style(self.pick_up)

    def _on_setting(self, key: str) -> None:
        if key == PICK_UP_CODE.key:
            self.pick_up.setText(self._settings.get(PICK_UP_CODE))
        if key.startswith(("numbers.", DIAL_RULES.key)):
            self._try()

    def _try(self) -> None:
        text = self.trial.text().strip()
        understood, dialled = self._outcome(text) if text else ("", "")
        for label, words in ((self.understood, understood), (self.dialled, dialled)):
            label.set_full_text(words)
            self.trying.setRowVisible(label, bool(words))
        self.trial.setAccessibleDescription(" ".join(filter(None, (understood, dialled))))

    def _outcome(self, text: str) -> tuple[str, str]:
        plan = NumberPlan.of(self._settings)
        try:
            dialled = digits(DialledHere(self._settings, plan.dialled_here)(text))
        except UserFacingError as problem:
            return problem.title, problem.remedy
        return self._meaning(plan, text), translate("settings", "Dialled as {number}").format(number=dialled)

    def _meaning(self, plan: NumberPlan, text: str) -> str:
        if emergency_number(text, self._settings):
            return translate("settings", "An emergency number; it goes out as it is, with any account that works")
        rule = rule_for(text, rules_of(self._settings))
        if rule is not None:
            words = translate("settings", "Rule {number}: what begins with {start}")
            place = rules_of(self._settings).index(rule) + 1
            return words.format(number=place, start=rule.begins_with or translate("settings", "anything"))
        number = plan.normalised(text)
        if number.startswith("+"):
            return translate("settings", "Understood as {number}").format(number=number)
        if plan.is_extension(number):
            return translate("settings", "Understood as the extension {number}").format(number=number)
        if not number.isdigit():
            return translate("settings", "A code for the phone server; it stays as it is")
        return translate("settings", "Not known more closely; it is compared by its last digits")
