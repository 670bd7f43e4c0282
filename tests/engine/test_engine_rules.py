"""The engine's pure rules: addresses, back-off, failures, end reasons, callers, header fields."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.basics.ids import AccountId
from softphone.engine import sip_text
from softphone.engine.addresses import addresses_of
from softphone.engine.backoff import LONGEST_DELAY_S, Backoff
from softphone.engine.end_reasons import end_of_failed_dial, end_of_talk, end_of_unanswered, reason_causes
from softphone.engine.failures import Attempt, failure_of
from softphone.engine.identity import party_of, party_of_request
from softphone.protocol.snapshots import AccountConfig, EndKind, RegistrationProblem, Transport


def config(**settings: object) -> AccountConfig:
    base = {"account_id": AccountId("a"), "address_of_record": "sip:alice@example.com"}
    return AccountConfig(**{**base, **settings})  # type: ignore[arg-type]


class TestAddresses:
    def test_server_is_the_domain(self) -> None:
        addresses = addresses_of(config())
        assert addresses.registrar == "sip:example.com"
        assert addresses.routes == ()
        assert addresses.first_hop == ("example.com", 5060)
        assert addresses.target("sip:bob@example.com") == "sip:bob@example.com"

    def test_tls_names_the_transport_everywhere(self) -> None:
        addresses = addresses_of(config(transport=Transport.TLS))
        assert addresses.registrar == "sip:example.com;transport=tls"
        assert addresses.first_hop == ("example.com", 5061)
        assert addresses.target("sip:bob@example.com") == "sip:bob@example.com;transport=tls"
        assert addresses.target("sip:bob@elsewhere.test") == "sip:bob@elsewhere.test"

    def test_server_that_is_not_the_domain_is_a_hidden_route(self) -> None:
        addresses = addresses_of(config(server="10.0.0.1:5070"))
        assert addresses.registrar == "sip:example.com"
        assert addresses.routes == ("sip:10.0.0.1:5070;lr;hide",)
        assert addresses.first_hop == ("10.0.0.1", 5070)

    def test_outbound_proxy_is_a_route(self) -> None:
        addresses = addresses_of(config(outbound_proxy="edge.example.com", transport=Transport.TCP))
        assert addresses.routes == ("sip:edge.example.com;lr;transport=tcp",)
        assert addresses.first_hop == ("edge.example.com", 5060)

    def test_display_name_is_quoted(self) -> None:
        assert addresses_of(config(display_name='A "B" \\ C')).identity == '"A \\"B\\" \\\\ C" <sip:alice@example.com>'

    @pytest.mark.parametrize("record", ["sip:example.com", "alice@example.com", "sip:alice@", "", "tel:+1555"])
    def test_unusable_records(self, record: str) -> None:
        with pytest.raises(ValueError, match=r".+"):
            addresses_of(config(address_of_record=record))


class TestBackoff:
    def test_doubles_up_to_five_minutes(self) -> None:
        backoff = Backoff(lambda low, high: 1.0)
        delays = [backoff.next_delay_s() for _ in range(12)]
        assert delays[:4] == [1.5, 3.0, 6.0, 12.0]
        assert delays[-1] == LONGEST_DELAY_S
        backoff.reset()
        assert backoff.next_delay_s() == 1.5

    def test_retry_after_is_never_undercut(self) -> None:
        assert Backoff(lambda low, high: low).next_delay_s(retry_after_s=20.0) == 20.0

    def test_jitter_stays_within_a_quarter(self) -> None:
        assert all(1.125 <= Backoff().next_delay_s() <= 1.875 for _ in range(200))


def attempt(code: int = 0, *, from_server: bool = False, **fields: object) -> Attempt:
    base = {"status": 0, "reason": "", "transport": Transport.TLS}
    return Attempt(code=code, has_response=from_server, **{**base, **fields})  # type: ignore[arg-type]


class TestFailures:
    @pytest.mark.parametrize(
        ("tried", "problem"),
        [
            (attempt(401, from_server=True), RegistrationProblem.WRONG_PASSWORD),
            (attempt(404, from_server=True), RegistrationProblem.UNKNOWN_USER),
            (attempt(408, from_server=True), RegistrationProblem.NO_ANSWER),
            (attempt(480, from_server=True), RegistrationProblem.SERVER_FAILED),
            (attempt(503, reason="Connection refused"), RegistrationProblem.TRANSPORT_REFUSED),
            (attempt(503, reason="Connection timed out"), RegistrationProblem.NO_ANSWER),
            (attempt(408, transport=Transport.UDP), RegistrationProblem.NO_ANSWER),
            (attempt(503, verify_bits=0x4), RegistrationProblem.CERTIFICATE_EXPIRED),
            (attempt(503, verify_bits=0x2), RegistrationProblem.CERTIFICATE_UNTRUSTED),
            (attempt(503, verify_bits=0x40000000), RegistrationProblem.CERTIFICATE_WRONG_NAME),
            (attempt(503, verify_bits=0x40000006), RegistrationProblem.CERTIFICATE_EXPIRED),
            (attempt(503, reason="wrong version number"), RegistrationProblem.TLS_FAILED),
        ],
    )
    def test_problems(self, tried: Attempt, problem: RegistrationProblem) -> None:
        assert failure_of(tried).problem == problem

    def test_status_code_only_when_a_server_sent_it(self) -> None:
        assert failure_of(attempt(503, reason="Connection refused")).status_code is None

    def test_only_a_wrong_password_ends_the_tries(self) -> None:
        assert not failure_of(attempt(401, from_server=True)).may_retry
        assert failure_of(attempt(503, from_server=True)).may_retry
        assert failure_of(attempt(404, from_server=True)).not_before_s == 300.0


class TestEndReasons:
    def test_reason_header(self) -> None:
        causes = reason_causes(['Q.850;cause=16;text="a, b", SIP ;cause=200 ;text="elsewhere"'])
        assert causes == {"q.850": (16, "a, b"), "sip": (200, "elsewhere")}

    @pytest.mark.parametrize(
        ("status", "ringing", "kind"),
        [
            (486, True, EndKind.BUSY),
            (480, True, EndKind.NO_ANSWER),
            (480, False, EndKind.UNAVAILABLE),
            (408, True, EndKind.NO_ANSWER),
            (603, True, EndKind.DECLINED),
            (699, True, EndKind.DECLINED),
            (599, False, EndKind.SERVER_FAILED),
            (302, False, EndKind.REDIRECTED),
        ],
    )
    def test_failed_dial(self, status: int, ringing: bool, kind: EndKind) -> None:
        assert end_of_failed_dial(status, "", {}, got_answer=True, was_ringing=ringing).kind == kind

    def test_nobody_answered_at_all(self) -> None:
        assert end_of_failed_dial(408, "", {}, got_answer=False, was_ringing=False).kind == EndKind.NETWORK_LOST

    def test_unanswered(self) -> None:
        assert end_of_unanswered(487, {}).kind == EndKind.MISSED
        assert end_of_unanswered(487, {"sip": (200, "")}).kind == EndKind.ANSWERED_ELSEWHERE

    def test_talk(self) -> None:
        assert end_of_talk(200, "OK", {}, was_bye=True).kind == EndKind.REMOTE_HANG_UP
        assert end_of_talk(408, "Timeout", {}, was_bye=False).kind == EndKind.NETWORK_LOST


class TestIdentity:
    def test_names(self) -> None:
        assert party_of('"A \\"B\\", C" <sip:1@h>').name == 'A "B", C'
        assert party_of("Plain Name <sip:1@h;user=phone>;tag=x").name == "Plain Name"
        assert party_of("sip:1@h;tag=x").number == "1"
        assert party_of("<tel:+1-555;ext=3>").number == "+1-555"

    def test_anonymous(self) -> None:
        assert party_of('"Anonymous" <sip:anonymous@anonymous.invalid>').is_anonymous

    def test_asserted_identity_needs_trust(self) -> None:
        message = 'INVITE sip:a@b SIP/2.0\r\nFrom: <sip:1@h>\r\nP-Asserted-Identity: <tel:+2>, "N" <sip:2@h>\r\n\r\n'
        trusted = party_of_request(message, is_trusted=True)
        assert (trusted.number, trusted.name, trusted.is_asserted) == ("+2", "N", True)
        assert party_of_request(message, is_trusted=False).number == "1"

    @given(st.text(max_size=300))
    def test_anything_can_be_read(self, text: str) -> None:
        party = party_of_request(f"INVITE sip:a@b SIP/2.0\r\nFrom: {text}\r\n\r\n", is_trusted=True)
        assert all(char.isprintable() for char in party.name + party.number)


class TestHeaderFields:
    def test_folded_and_compact(self) -> None:
        message = "INVITE sip:a@b SIP/2.0\r\nf: <sip:1@h>\r\nReason: SIP\r\n ;cause=200\r\n\r\nReason: no\r\n"
        assert sip_text.header_named(message, "From") == "<sip:1@h>"
        assert sip_text.headers_named(message, "Reason") == ["SIP ;cause=200"]

    def test_retry_after(self) -> None:
        assert sip_text.retry_after_s("SIP/2.0 503 X\r\nRetry-After: 18 (soon);duration=3\r\n\r\n") == 18.0
        assert sip_text.retry_after_s("SIP/2.0 503 X\r\n\r\n") is None

    @given(st.text(max_size=200))
    def test_anything_can_be_split(self, text: str) -> None:
        assert "".join(sip_text.split_outside_quotes(text)) is not None
