"""Messages with the own mobile: they reach it, and its number stands in no conversation."""

from softphone.basics.redaction import PRIVATE_NUMBERS
from softphone.calls.call_guard import OWN_MOBILE
from softphone.messaging.peers import sending_peer, written_peer
from softphone.protocol.commands import SendMessage
from softphone.protocol.snapshots import Party
from tests.unit.app.phone import ALICE, Phone
from tests.unit.messaging.message_desk import NUMBERS

NUMBER = "+491701234542"


def phone_with_mobile() -> Phone:
    phone = Phone.signed_in()
    phone.app.mobile_numbers.set(ALICE.account_id, NUMBER)
    phone.advance()
    return phone


def test_a_message_to_the_own_mobile_goes_to_its_number_and_is_kept_without_it() -> None:
    phone = phone_with_mobile()
    messaging = phone.app.messaging
    phone.advance()
    config = phone.view().config
    written = [written_peer(config, text, NUMBERS) for text in ("0170 1234542", NUMBER, OWN_MOBILE)]
    came = sending_peer(config, Party(uri="sip:00491701234542@pbx.example.com", number="00491701234542"), NUMBERS)
    assert len({peer.conversation_id for peer in (*written, came) if peer}) == 1
    assert not PRIVATE_NUMBERS.finds(f"{written} {came}")
    messaging._sends_sms = lambda _: True
    messaging.send(ALICE.account_id, NUMBER, "shopping list")
    phone.advance(2)
    (sent,) = phone.told(SendMessage)
    assert isinstance(sent, SendMessage)
    assert sent.target == f"sip:{NUMBER}@pbx.example.com"
    (talk,) = messaging.conversations()
    assert talk.peer_name == "My mobile"
    assert not PRIVATE_NUMBERS.finds(repr(talk))
