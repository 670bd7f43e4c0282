"""dialog-info documents (RFC 4235) and how full and partial ones add up."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.presence.dialog_info import DialogInfo, DialogTable, read_dialog_info
from softphone.presence.network_xml import BodyRefused
from softphone.presence.state import RemoteCall, RemoteCallState
from softphone.protocol.snapshots import Direction

R = RemoteCallState


def document(content: str, version: object = 0, state: str = "full", entity: str = "sip:1001@Lab.test") -> bytes:
    return (
        f'<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}"'
        f' state="{state}" entity="{entity}">{content}</dialog-info>'
    ).encode()


def dialog(dialog_id: str, state: str = "confirmed", more: str = "", attributes: str = "") -> str:
    return f'<dialog id="{dialog_id}" {attributes}><state>{state}</state>{more}</dialog>'


def test_a_dialog_with_everything() -> None:
    body = document(
        dialog(
            "d1",
            "early",
            '<local><identity>sip:1001@lab.test</identity><target uri="sip:1001@10.0.0.1"/></local>'
            '<remote><identity display="Anna  Meyer">sip:+4930123@gw.example.com:5070;user=phone</identity>'
            '<target uri="sip:gw.example.com"/></remote>',
            'call-id="abc@10.0.0.1" local-tag="lt" remote-tag="rt" direction="recipient"',
        )
    )
    found = read_dialog_info(body)
    assert (found.address, found.version, found.is_full) == ("1001@lab.test", 0, True)
    call = found.calls[0]
    assert call == RemoteCall(
        "d1", Direction.INCOMING, R.EARLY, "Anna Meyer", "sip:+4930123@gw.example.com", "abc@10.0.0.1", "lt", "rt"
    )
    assert call.is_ringing


def test_several_dialogs_and_what_asterisk_writes() -> None:
    body = document(
        dialog("1001", "early", attributes='direction="recipient"')
        + dialog("x", "Confirmed", attributes='direction="initiator"')
        + dialog("y", "terminated")
    )
    calls = read_dialog_info(body).calls
    assert [(c.dialog_id, c.direction, c.state) for c in calls] == [
        ("1001", Direction.INCOMING, R.EARLY),
        ("x", Direction.OUTGOING, R.CONFIRMED),
        ("y", None, R.TERMINATED),
    ]
    assert [c.is_ringing for c in calls] == [True, False, False]


def test_a_phone_that_renders_nothing_holds_the_call() -> None:
    held = '<local><target uri="sip:a@b.c"><param pname="+sip.rendering" pval="no"/></target></local>'
    assert read_dialog_info(document(dialog("d", more=held))).calls[0].is_held
    heard = held.replace('"no"', '"yes"')
    assert not read_dialog_info(document(dialog("d", more=heard))).calls[0].is_held


def test_the_target_names_the_far_party_only_without_identity() -> None:
    target = '<remote><target uri="sip:bob@example.com;transport=tcp"/></remote>'
    assert read_dialog_info(document(dialog("d", more=target))).calls[0].remote_uri == "sip:bob@example.com"
    nonsense = '<remote><identity display="A">not an address</identity></remote>'
    call = read_dialog_info(document(dialog("d", more=nonsense))).calls[0]
    assert (call.remote_name, call.remote_uri) == ("A", "")


@pytest.mark.parametrize(
    "body",
    [
        document("", version=""),
        document("", version="-1"),
        document("", version="one"),
        document("", version="9" * 30),
        document("", state="some"),
        document("", state=""),
    ],
)
def test_a_document_without_order_is_refused(body: bytes) -> None:
    with pytest.raises(BodyRefused):
        read_dialog_info(body)


def test_dialogs_that_make_no_sense_are_passed_over() -> None:
    body = document(
        dialog("", "early")
        + dialog("a b", "early")
        + dialog("c", "sleeping")
        + '<dialog id="d"/>'
        + dialog("e", attributes=f'call-id="{"x" * 1000}" local-tag="a b"')
        + '<dialog xmlns="urn:other" id="f"><state>early</state></dialog>'
    )
    calls = read_dialog_info(body).calls
    assert [(c.dialog_id, c.call_id, c.local_tag) for c in calls] == [("e", "", "")]


# ------------------------------------------------------------------------------ adding up


def info(version: int, *calls: tuple[str, RemoteCallState], is_full: bool = False) -> DialogInfo:
    return DialogInfo("a@b.c", version, is_full, tuple(RemoteCall(i, None, state) for i, state in calls))


def shown(table: DialogTable) -> dict[str, RemoteCallState]:
    return {call.dialog_id: call.state for call in table.calls}


def test_partial_documents_change_what_they_name() -> None:
    table = DialogTable().after(info(0, ("a", R.CONFIRMED), ("b", R.EARLY), is_full=True))
    table = table.after(info(1, ("b", R.CONFIRMED), ("c", R.TRYING)))
    assert shown(table) == {"a": R.CONFIRMED, "b": R.CONFIRMED, "c": R.TRYING}
    table = table.after(info(2, ("a", R.TERMINATED)))
    assert shown(table) == {"b": R.CONFIRMED, "c": R.TRYING}
    assert not table.needs_refresh


def test_a_full_document_replaces_everything_even_when_the_server_counts_anew() -> None:
    table = DialogTable(7, (RemoteCall("a", None, R.EARLY),), needs_refresh=True)
    table = table.after(info(0, ("b", R.EARLY), ("c", R.TERMINATED), is_full=True))
    assert (shown(table), table.version, table.needs_refresh) == ({"b": R.EARLY}, 0, False)


def test_a_lost_document_asks_for_a_refresh_until_a_full_one_comes() -> None:
    table = DialogTable().after(info(0, ("a", R.CONFIRMED), is_full=True)).after(info(2, ("b", R.EARLY)))
    assert (shown(table), table.needs_refresh) == ({"a": R.CONFIRMED, "b": R.EARLY}, True)
    assert table.after(info(3, ("b", R.TERMINATED))).needs_refresh
    assert not table.after(info(9, is_full=True)).needs_refresh


def test_a_partial_document_first_asks_for_a_refresh() -> None:
    assert DialogTable().after(info(4, ("a", R.EARLY))).needs_refresh


def test_a_document_that_comes_twice_or_late_changes_nothing() -> None:
    table = DialogTable().after(info(3, ("a", R.CONFIRMED), is_full=True))
    assert table.after(info(3, ("a", R.TERMINATED))) is table
    assert table.after(info(2, ("a", R.TERMINATED))) is table


STATES = st.sampled_from(list(R))
CHANGES = st.lists(st.dictionaries(st.sampled_from("abcde"), STATES, max_size=5), max_size=20)


@given(CHANGES)
def test_changes_without_a_gap_add_up_to_the_last_word_on_each_dialog(
    changes: list[dict[str, RemoteCallState]],
) -> None:
    table, expected = DialogTable().after(info(0, is_full=True)), dict[str, RemoteCallState]()
    for version, change in enumerate(changes, 1):
        table = table.after(info(version, *change.items()))
        expected.update(change)
        expected = {i: s for i, s in expected.items() if s != R.TERMINATED}
        assert shown(table) == expected
        assert not table.needs_refresh


@given(st.dictionaries(st.text("abc12-", min_size=1, max_size=5), STATES, max_size=5), st.integers(0, 10**9))
def test_what_others_write_is_read(dialogs: dict[str, RemoteCallState], version: int) -> None:
    found = read_dialog_info(document("".join(dialog(i, s) for i, s in dialogs.items()), version))
    assert {c.dialog_id: c.state for c in found.calls} == dialogs
    assert found.version == version


def test_tags_of_a_dialog_are_kept_when_the_server_tells_none_any_more() -> None:
    """As Kamailio: both phones that ring have a tag, and who answered has none."""
    table = DialogTable()
    for version, tags in enumerate((("a", "far"), ("b", "far"), ("", ""))):
        state = RemoteCallState.EARLY if tags[0] else RemoteCallState.CONFIRMED
        call = RemoteCall("d1", None, state, call_id="c", local_tag=tags[0], remote_tag=tags[1])
        table = table.after(DialogInfo("1001@pbx.example.com", version, is_full=True, calls=(call,)))
    assert table.calls[0].tags_before == (("b", "far"), ("a", "far"))
    other = DialogInfo(
        "1001@pbx.example.com", 3, is_full=True, calls=(replace(table.calls[0], call_id="x", tags_before=()),)
    )
    assert table.after(other).calls[0].tags_before == ()
