"""Presence documents of others (RFC 3863, 4479, 4480): what each kind of server and phone writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.presence.network_xml import BodyRefused
from softphone.presence.pidf import Basic, read_pidf
from softphone.presence.pidf_writing import OwnPresence, written_pidf
from softphone.presence.state import PresenceState

S = PresenceState
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"'
    ' xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="{entity}">'
)
OPEN = '<tuple id="a"><status><basic>open</basic></status></tuple>'
CLOSED = '<tuple id="b"><status><basic>closed</basic></status></tuple>'


def document(content: str, entity: str = "sip:anna@Example.com") -> bytes:
    return (HEAD.format(entity=entity) + content + "</presence>").encode()


def person(*activities: str, more: str = "") -> str:
    words = "".join(f"<rpid:{name}/>" for name in activities)
    return f'<dm:person id="p"><rpid:activities>{words}</rpid:activities>{more}</dm:person>'


@pytest.mark.parametrize(
    ("content", "state"),
    [
        (OPEN, S.AVAILABLE),
        (CLOSED, S.OFFLINE),
        ("", S.OFFLINE),
        (OPEN + CLOSED, S.AVAILABLE),
        (OPEN + person("unknown"), S.AVAILABLE),
        (OPEN + person("away"), S.AWAY),
        (OPEN + person("lunch"), S.AWAY),
        (CLOSED + person("away"), S.OFFLINE),
        (OPEN + person("busy"), S.BUSY),
        (OPEN + person("meeting"), S.BUSY),
        (OPEN + person("away", "meeting"), S.BUSY),
        (OPEN + person("on-the-phone"), S.ON_THE_PHONE),
        (OPEN + person("busy", "on-the-phone"), S.ON_THE_PHONE),
        (CLOSED + person("on-the-phone"), S.ON_THE_PHONE),
        (OPEN + person("dnd"), S.DO_NOT_DISTURB),
        (OPEN + person("on-the-phone", "dnd"), S.DO_NOT_DISTURB),
        (OPEN + person("vacation"), S.OUT_OF_OFFICE),
        (CLOSED + person("vacation"), S.OUT_OF_OFFICE),
        (OPEN + person("away") + person(), S.AVAILABLE),  # one device is not used, the other is
        (OPEN + person("away") + person("away"), S.AWAY),
        (OPEN + person(more="<rpid:user-input>idle</rpid:user-input>"), S.AWAY),
        (OPEN + person(more="<rpid:user-input>active</rpid:user-input>"), S.AVAILABLE),
    ],
)
def test_the_state_in_one_word(content: str, state: PresenceState) -> None:
    assert read_pidf(document(content)).state == state


def test_a_full_document() -> None:
    found = read_pidf(
        document(
            '<tuple id="t1"><status><basic>open</basic></status><contact priority="0.8">sip:anna@10.0.0.1</contact>'
            "<note>at the desk</note><timestamp>2026-01-31T13:00:00Z</timestamp></tuple>"
            '<dm:person id="p1"><rpid:activities from="2026-01-31T12:00:00Z" until="2026-01-31T15:00:00+01:00">'
            "<rpid:note>quarterly</rpid:note><rpid:meeting/></rpid:activities>"
            '<rpid:user-input last-input="2026-01-31T12:30:00Z">idle</rpid:user-input>'
            "<dm:timestamp>2026-01-31T13:00:01Z</dm:timestamp></dm:person>"
        )
    )
    assert found.address == "anna@example.com"
    assert [(t.tuple_id, t.basic, t.contact, t.standing.note) for t in found.tuples] == [
        ("t1", Basic.OPEN, "sip:anna@10.0.0.1", "at the desk")
    ]
    deciding = found.deciding
    assert (found.state, deciding.note) == (S.BUSY, "quarterly")
    assert deciding.from_s is not None
    assert deciding.until_s is not None
    assert deciding.until_s - deciding.from_s == 2 * 3600
    assert (deciding.is_idle, deciding.idle_since_s) == (True, deciding.from_s + 1800)
    assert deciding.timestamp_s == deciding.from_s + 3601


def test_the_note_is_found_wherever_it_stands() -> None:
    assert read_pidf(document(OPEN + "<note>everywhere</note>")).deciding.note == "everywhere"
    assert read_pidf(document(OPEN + person("away", more="<dm:note>out</dm:note>"))).deciding.note == "out"
    in_tuple = '<tuple id="a"><status><basic>open</basic></status><note xml:lang="de">Büro</note></tuple>'
    assert read_pidf(document(in_tuple)).deciding.note == "Büro"


def test_activities_of_drafts_are_read() -> None:
    asterisk = (
        '<?xml version="1.0" encoding="UTF-8"?><presence entity="sip:1001@127.0.0.1"'
        ' xmlns="urn:ietf:params:xml:ns:pidf" xmlns:pp="urn:ietf:params:xml:ns:pidf:person"'
        ' xmlns:es="urn:ietf:params:xml:ns:pidf:rpid:status:rpid-status"'
        ' xmlns:ep="urn:ietf:params:xml:ns:pidf:rpid:rpid-person"><pp:person><status><ep:activities>'
        "<ep:on-the-phone/></ep:activities></status></pp:person><note>On the phone</note>"
        '<tuple id="1001"><contact priority="1">sip:1001@127.0.0.1</contact><status><basic>open</basic></status>'
        "</tuple></presence>"
    )
    found = read_pidf(asterisk.encode())
    assert (found.state, found.deciding.note) == (S.ON_THE_PHONE, "On the phone")


ASTERISK_22 = """<?xml version="1.0" encoding="UTF-8"?>
<presence entity="sip:1002@127.0.0.1:5160" xmlns="urn:ietf:params:xml:ns:pidf"
 xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid">
 <note>{note}</note>
 <tuple id="1002">
  <status>
   <basic>{basic}</basic>
  </status>
  <contact priority="1">sip:1001@127.0.0.1</contact>
 </tuple>
 {person}
</presence>
"""


@pytest.mark.parametrize(
    ("note", "basic", "person", "state"),
    [
        ("Ready", "open", "<dm:person />", S.AVAILABLE),
        ("On the phone", "open", person("on-the-phone"), S.ON_THE_PHONE),
        ("Unavailable", "closed", person("away"), S.OFFLINE),
    ],
)
def test_what_asterisk_22_writes(note: str, basic: str, person: str, state: PresenceState) -> None:
    found = read_pidf(ASTERISK_22.format(note=note, basic=basic, person=person).encode())
    assert (found.address, found.state, found.deciding.note) == ("1002@127.0.0.1", state, note)


def test_strange_values_are_passed_over() -> None:
    found = read_pidf(
        document(
            "<tuple><status><basic>perhaps</basic></status><timestamp>yesterday</timestamp></tuple>"
            '<other xmlns="urn:x"/>'
            + person("on-the-phone", more="<rpid:user-input last-input='9999999999999'>idle</rpid:user-input>"),
            entity="nobody",
        )
    )
    assert (found.address, found.tuples[0].basic, found.state) == ("", None, S.ON_THE_PHONE)
    assert (found.people[0].is_idle, found.people[0].idle_since_s) == (True, None)


def test_presence_of_another_kind_is_refused() -> None:
    with pytest.raises(BodyRefused):
        read_pidf(b'<presence xmlns="jabber:client"/>')


PUBLISHED = (S.AVAILABLE, S.BUSY, S.AWAY, S.ON_THE_PHONE, S.DO_NOT_DISTURB, S.OUT_OF_OFFICE)
TIMES = st.none() | st.integers(0, 4_000_000_000).map(float)


@given(st.sampled_from(PUBLISHED), st.text(max_size=60), TIMES, TIMES, TIMES)
def test_what_is_written_is_read_again(
    state: PresenceState, note: str, since_s: float | None, until_s: float | None, idle_s: float | None
) -> None:
    idle_s = idle_s if state == S.AWAY else None
    found = read_pidf(written_pidf(OwnPresence("sip:1001@lab.test", "d-1", state, note, since_s, until_s, idle_s)))
    assert (found.address, found.state, found.is_open) == ("1001@lab.test", state, True)
    shown = "".join(c for c in " ".join(note.split()) if c.isprintable())
    assert found.deciding.note == " ".join(shown.split())
    assert found.deciding.timestamp_s == since_s
    assert found.deciding.until_s == (until_s if state != S.AVAILABLE else None)
    assert found.deciding.idle_since_s == idle_s


def test_two_devices_of_one_person_fit_into_one_document() -> None:
    """As a presence server puts them together."""
    first = written_pidf(OwnPresence("sip:1001@lab.test", "desk", S.AWAY)).decode()
    second = written_pidf(OwnPresence("sip:1001@lab.test", "home", S.DO_NOT_DISTURB, 'no <calls> & "mail"')).decode()
    inner = second[second.index("<tuple") : second.index("</presence>")]
    found = read_pidf(first.replace("</presence>", inner + "</presence>").encode())
    assert len(found.tuples) == len(found.people) == 2
    assert (found.state, found.deciding.note) == (S.DO_NOT_DISTURB, 'no <calls> & "mail"')


def test_what_is_invisible_cannot_be_written() -> None:
    with pytest.raises(KeyError):
        written_pidf(OwnPresence("sip:1001@lab.test", "d", S.INVISIBLE))
