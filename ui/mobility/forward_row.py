"""One kind of forwarding: what it is set to, how sure that is, and what went wrong."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.mobility.forward_target import ForwardError, ForwardPlace, ForwardTarget
from softphone.mobility.forwarding import Forwarding, ForwardKind, ForwardRule, ForwardState
from softphone.mobility.routing_words import NameOf, kind_words, rule_state, target_words
from ui.directory.ports import People
from ui.mobility.deliberate_choice import DeliberateChoice
from ui.mobility.target_field import TargetField
from ui.style.tokens import SPACE_S, SPACE_XS, Tone
from ui.widgets.buttons import Button
from ui.widgets.forms import add_row, new_form
from ui.widgets.labels import IconLabel, Label

_ICON = 16
_OFF, _OTHER, _UNKNOWN, _MISSING = "", "other", "unknown", "missing"


class ForwardRow(QWidget):
    """What is chosen is told to the phone system at once; a number is typed or searched first."""

    def __init__(
        self,
        forwarding: Forwarding,
        account_id: AccountId,
        kind: ForwardKind,
        people: People,
        name_of: NameOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._forwarding, self._account_id, self.kind = forwarding, account_id, kind
        self._name_of, self._shown_choices = name_of, list[tuple[str, str]]()
        self._asked: ForwardPlace | None = None
        self._current = _OFF
        self.choice = DeliberateChoice()
        self.target = TargetField(people)
        self.state = Label("", "small", wraps=True)
        self.problem = Label("", "problem", wraps=True)
        self.anyway = Button(translate("mobility", "Set anyway"), "", "primary")
        self.leave = Button(translate("mobility", "Cancel"), "", "quiet")
        self._icon = IconLabel("info", Tone.NEUTRAL, _ICON)
        self._question = QWidget()
        self._build()
        self.choice.activated.connect(lambda _: self._on_chosen())
        self.target.chosen.connect(self._on_number)
        self.target.cancelled.connect(self._on_cancelled)
        self.anyway.clicked.connect(self._on_anyway)
        self.leave.clicked.connect(self._on_cancelled)

    def show_rule(self, rule: ForwardRule, is_signed_in: bool) -> None:
        """Shows how it is now; what the user is about to choose stays."""
        self.setVisible(rule.is_offered)
        self._fill_choices(rule)
        self.state.setText(rule_state(rule, is_signed_in))
        icon, tone = _sign(rule)
        self._icon.set_icon(icon, tone)
        if self._asked is None:
            self._show_problem(str(rule.problem) if rule.problem is not None else "")

    def _build(self) -> None:
        form = new_form()
        add_row(form, kind_words(self.kind), self.choice)
        self.label = form.labelForField(self.choice)
        below = QHBoxLayout()
        below.setSpacing(SPACE_XS)
        below.addWidget(self._icon)
        below.addWidget(self.state, 1)
        buttons = QHBoxLayout(self._question)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(SPACE_S)
        buttons.addWidget(self.anyway)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        column.addLayout(form)
        column.addWidget(self.target)
        column.addLayout(below)
        column.addWidget(self.problem)
        column.addWidget(self._question)
        for widget in (self.target, self.problem, self._question):
            widget.hide()

    def _fill_choices(self, rule: ForwardRule) -> None:
        shown = rule.wished if rule.is_pending else rule.target
        is_on = bool(rule.wished) if rule.is_pending else rule.state is ForwardState.ON
        choices = [(_OFF, translate("mobility", "Off"))]
        places = self._forwarding.places(self._account_id)
        for place in ForwardPlace:
            if place in places or shown == place:
                choices.append((place.value, _to(target_words(place.value, self._name_of))))
            elif place is ForwardPlace.MOBILE:
                choices.append((_MISSING, translate("mobility", "To your mobile: enter its number first")))
        if shown and shown not in tuple(ForwardPlace):
            choices.append((shown, _to(f"{shown} {self._name_of(shown)}".strip())))
        elif is_on and not shown:
            choices.append((_UNKNOWN, translate("mobility", "On, set elsewhere")))
        elif rule.state is ForwardState.UNKNOWN and not rule.is_pending:
            choices.insert(0, (_UNKNOWN, translate("mobility", "Not known")))
        choices.append((_OTHER, translate("mobility", "To a number or colleague…")))
        if choices != self._shown_choices:
            self._shown_choices = choices
            self.choice.clear()
            for value, text in choices:
                self.choice.addItem(text, value)
                if value == _MISSING:
                    self.choice.disable(value)
        if not self.target.isVisible() and self._asked is None:
            self._current = shown or (_UNKNOWN if any(value == _UNKNOWN for value, _ in choices) else _OFF)
            self.choice.choose(self._current)
            self.choice.setToolTip(self.choice.currentText())

    def _on_chosen(self) -> None:
        value = str(self.choice.chosen())
        self._end_question()
        if value == _OTHER:
            self.target.set_final(False)
            self.target.open(self._current if self._current.lstrip("+").isdigit() else "")
            return
        self.target.hide()
        if value == _UNKNOWN:
            return
        if value in tuple(ForwardPlace):
            self._propose_place(ForwardPlace(value))
        elif value != self._current or value == _OFF:
            self._set(ForwardTarget.of(value))

    def _propose_place(self, place: ForwardPlace) -> None:
        warning = self._forwarding.warning(self._account_id, ForwardTarget(place=place))
        if warning is None:
            self._set(ForwardTarget(place=place))
            return
        self._asked = place
        self._show_problem(str(warning))
        self._question.show()
        self.anyway.setFocus()

    def _on_anyway(self) -> None:
        place = self._asked
        self._end_question()
        if place is not None:
            self._set(ForwardTarget(place=place))

    def _on_number(self, text: str) -> None:
        target = ForwardTarget(text)
        try:
            target = self._forwarding.checked(self._account_id, target)
        except ForwardError as error:
            self.target.show_problem(str(error))
            return
        warning = self._forwarding.warning(self._account_id, target)
        if warning is not None and not self.target.is_final:
            self.target.show_problem(str(warning))
            self.target.set_final(True)
            return
        had_focus = self.target.isAncestorOf(self.focusWidget() or self)
        self.target.hide()
        self._set(target)
        if had_focus:
            self.choice.setFocus()

    def _set(self, target: ForwardTarget | None) -> None:
        try:
            self._forwarding.set(self._account_id, self.kind, target)
        except ForwardError as error:
            self._show_problem(str(error))
        self._again()

    def _on_cancelled(self) -> None:
        self._end_question()
        self.target.hide()
        self._again()
        self.choice.setFocus()

    def _again(self) -> None:
        self._fill_choices(self._forwarding.rule(self._account_id, self.kind))

    def _end_question(self) -> None:
        self._asked = None
        self._question.hide()
        self._show_problem("")

    def _show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.choice.setAccessibleDescription(f"{self.state.text()} {text}".strip())


def _to(target: str) -> str:
    return translate("mobility", "To {target}").format(target=target)


def _sign(rule: ForwardRule) -> tuple[str, Tone]:
    """Never by colour alone: the words beside it say the same."""
    if rule.problem is not None:
        return "warning", Tone.WARNING
    if rule.is_pending:
        return "refresh", Tone.NEUTRAL
    if not rule.is_read_back:
        return "info", Tone.NEUTRAL
    return "check", Tone.POSITIVE if rule.state is ForwardState.ON else Tone.NEUTRAL
