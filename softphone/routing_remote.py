"""Where calls go, set from the command line at the running program: `softphone forward`, `softphone twin`."""

from softphone.app import Softphone
from softphone.basics.errors import UserFacingError
from softphone.basics.explanation import Explanation
from softphone.basics.ids import AccountId
from softphone.basics.words import translate
from softphone.directory.naming import name_of
from softphone.mobility.forward_target import ForwardTarget
from softphone.mobility.forwarding import ForwardKind, ForwardState
from softphone.mobility.routing_words import kind_words, mode_words, rule_sentence, rule_state, target_words, twin_state
from softphone.mobility.twin_view import TwinMode

_KINDS = {kind.value.replace("_", "-"): kind for kind in ForwardKind}
_MODES = {"on": TwinMode.ALWAYS, "off": TwinMode.OFF, "away": TwinMode.WHEN_AWAY, "schedule": TwinMode.SCHEDULE}
_OFF = "off"


class RoutingRemote:
    """Carries commands out for the default account. Each returns what was done, in words; raises UserFacingError."""

    def __init__(self, softphone: Softphone) -> None:
        self._softphone = softphone

    def forward(self, text: str) -> str:
        """text: ``always 1003``, ``busy voicemail``, ``no-answer off``; empty to be told how it is."""
        forwarding, account_id = self._softphone.forwarding, self._account()
        word, _, target = text.strip().partition(" ")
        if not word:
            return self._forwards(account_id)
        kind = _KINDS.get(word.lower())
        target = target.strip()
        if kind is None or not target:
            raise UserFacingError(
                translate("command_line", "It is not clear what is to be forwarded where."),
                translate("command_line", "Say {kinds}, then a number, voicemail, mobile or off.").format(
                    kinds=", ".join(_KINDS)
                ),
            )
        if target.lower() == _OFF:
            forwarding.set(account_id, kind, None)
            return translate("command_line", "{which}: not forwarded.").format(which=kind_words(kind))
        wanted = forwarding.checked(account_id, ForwardTarget.of(target) or ForwardTarget())
        forwarding.set(account_id, kind, wanted)
        done = translate("command_line", "{which}: to {target}.").format(
            which=kind_words(kind), target=target_words(wanted.text, self._name_of)
        )
        return _with(done, forwarding.warning(account_id, wanted))

    def twin(self, text: str) -> str:
        """text: ``on``, ``off``, ``away``, ``schedule``; empty to be told how it is."""
        twinning, account_id = self._softphone.twinning, self._account()
        word = text.strip().lower()
        if not word:
            view = twinning.view(account_id)
            return f"{mode_words(view.mode)}: {twin_state(view, twinning.is_signed_in(account_id))}"
        mode = _MODES.get(word)
        if mode is None:
            raise UserFacingError(
                translate("command_line", "It is not clear when the mobile is to ring."),
                translate("command_line", "Say {modes}.").format(modes=", ".join(_MODES)),
            )
        twinning.set_mode(account_id, mode)
        done = translate("command_line", "The mobile rings too: {when}.").format(when=mode_words(mode))
        return _with(done, twinning.warning(account_id) if mode is not TwinMode.OFF else None)

    def _forwards(self, account_id: AccountId) -> str:
        is_signed_in = self._softphone.forwarding.is_signed_in(account_id)
        lines = []
        for rule in self._softphone.forwarding.view(account_id):
            if rule.is_offered:
                is_on = rule.state is ForwardState.ON
                words = f"{rule_sentence(rule, self._name_of)}." if is_on else f"{kind_words(rule.kind)}:"
                lines.append(f"{words} {rule_state(rule, is_signed_in)}")
        return "\n".join(lines) or translate("command_line", "The phone system offers no forwarding.")

    def _account(self) -> AccountId:
        account = self._softphone.accounts.default()
        if account is None:
            raise UserFacingError(translate("command_line", "There is no account yet."))
        return account.account_id

    def _name_of(self, number: str) -> str:
        return name_of(self._softphone.directory.people_for(number), "")


def _with(done: str, warning: Explanation | None) -> str:
    return done if warning is None else f"{done}\n{warning}"
