"""The card of a person: numbers, presence, favourite, calls with the person, and pictures of every kind."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from softphone.basics.ids import CallId
from softphone.history.entry import HistoryEntry
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Dial
from softphone.protocol.snapshots import Direction
from tests.window.people_stage import ANNA, LONG_ONE, NO_NUMBER, OWN, PeopleStage
from tests.window.window_stage import ALICE
from ui.directory.card_history import FIRST
from ui.directory.card_rows import mail_link
from ui.directory.person_card import PersonCard
from ui.directory.photos import decoded
from ui.widgets.buttons import IconButton


@pytest.fixture
def people(qapp: QApplication) -> Iterator[PeopleStage]:
    built = PeopleStage()
    yield built
    built.close()


def _open(stage: PeopleStage, person_id: str = ANNA.person_id) -> PersonCard:
    assert stage.windows.people.show_person(person_id) is not None
    stage.advance(0)
    card = stage.main.card
    assert card is not None
    return card


def _calls(count: int) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(
            call_id=CallId(f"call-{i}"),
            account_id=ALICE.account_id,
            direction=Direction.INCOMING,
            started_s=1_700_000_000.0 - i,
            entry_id=i + 1,
            presented_number="1002",
            talked_s=65.0,
        )
        for i in range(count)
    )


def test_escape_goes_back_to_the_results(people: PeopleStage) -> None:
    people.type("anna")
    QTest.keyClick(people.main.dial.field, Qt.Key.Key_Right)
    people.advance(0)
    card = people.main.card
    assert card is not None
    assert card.isVisible()
    assert not people.main.results.isVisible(), "one thing at a time in a narrow window"
    QTest.keyClick(card.back, Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert people.main.results.isVisible()
    assert people.main.focusWidget() is people.main.dial.field
    assert people.main.dial.field.text() == "anna"


def test_in_a_wide_window_the_card_stands_beside_the_results(people: PeopleStage) -> None:
    people.main.resize(1000, 700)
    people.type("anna")
    QTest.keyClick(people.main.dial.field, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    people.advance(0)
    assert people.main.card is not None
    assert people.main.card.isVisible()
    assert people.main.results.isVisible()
    people.type_and_call("1005")
    people.advance(1)
    assert people.card().isVisible(), "a call is never hidden by a card"
    assert people.main.card.isVisible()


def test_every_number_can_be_called_and_copied(people: PeopleStage) -> None:
    card = _open(people)
    rows = card.rows()
    assert [row.number.text for row in rows] == ["1002", "+49 171 5550102", "1902"], "no number stands there twice"
    rows[1].findChildren(IconButton)[0].click()
    assert QGuiApplication.clipboard().text() == "+49 171 5550102"
    rows[1].call.click()
    people.advance(0)
    dialled = [c.target for c in people.engine.commands if isinstance(c, Dial)]
    assert dialled == ["sip:+491715550102@pbx.example.com"]


def test_presence_is_followed_while_the_card_is_open(people: PeopleStage) -> None:
    card = _open(people)
    assert people.lamps.watched["1002@pbx.example.com"] == 1
    people.lamps.set("1002@pbx.example.com", PresenceState.AWAY, "Lunch")
    assert card.presence.full_text() == "Away · Lunch"
    card.close_card()
    assert not people.lamps.watched["1002@pbx.example.com"]


def test_a_person_whom_no_lamp_knows_has_none(people: PeopleStage) -> None:
    card = _open(people, OWN.person_id)
    assert not card.presence.isVisible()
    assert not card.dot.isVisible()
    assert card.note.text() == OWN.note
    assert card.edit.isVisible()


def test_the_star_adds_and_removes_a_favourite(people: PeopleStage) -> None:
    card = _open(people)
    card.star.click()
    assert [(f.name, f.number, f.address) for f in people.favourites.all()] == [
        ("Anna Müller", "1002", "1002@pbx.example.com")
    ]
    assert card.star.accessibleName() == "Remove from favourites"
    card.star.click()
    assert people.favourites.all() == ()


def test_without_a_number_there_is_nothing_to_star(people: PeopleStage) -> None:
    card = _open(people, NO_NUMBER.person_id)
    assert card.rows() == ()
    assert not card.star.isVisible()


def test_calls_with_the_person_come_some_at_a_time(people: PeopleStage) -> None:
    people.records.entries = _calls(FIRST + 3)
    card = _open(people)
    assert len(card.history.rows()) == FIRST
    assert people.records.asked[0].addresses == ("1002@pbx.example.com", "1002", "+49 171 5550102", "1902")
    card.history.more.click()
    people.settle()
    assert len(card.history.rows()) == FIRST + 3
    assert not card.history.more.isVisible()


def test_a_change_in_the_directory_reaches_the_open_card(people: PeopleStage) -> None:
    card = _open(people)
    people.people.people = (replace(ANNA, name="Anna Schulze"), *people.people.people[1:])
    people.people.changed.announce(None)
    assert card.name.text() == "Anna Schulze"


def test_a_very_long_name_wraps_within_the_smallest_window(people: PeopleStage) -> None:
    people.main.resize(people.main.minimumSize())
    card = _open(people, LONG_ONE.person_id)
    people.settle()
    assert card.name.text() == LONG_ONE.name
    right = card.name.mapTo(card, card.name.rect().topRight()).x()
    assert right <= card.width()


def test_a_mail_address_adds_nothing_to_the_mail() -> None:
    link = mail_link("anna@example.com?bcc=evil@example.org&body=x")
    assert link.query() == ""
    assert link.path() == "anna@example.com?bcc=evil@example.org&body=x"


# ---------------------------------------------------------------------- pictures


def _png(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())


def _bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(40, 40), (300, 80), (80, 300), (1, 200)])
def test_a_picture_becomes_a_square(qapp: QApplication, size: tuple[int, int]) -> None:
    image = decoded(_png(*size), 72)
    assert image is not None
    assert (image.width(), image.height()) == (72, 72)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF8",
        b"no picture at all",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 50,
        b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
        _bomb(50_000, 50_000),
        _bomb(5_900, 5_900),
        b"\xff\xd8\xff" + b"x" * 5_000_000,
    ],
    ids=["empty", "gif", "text", "png", "svg", "bomb", "area", "large"],
)
def test_hostile_pictures_are_no_pictures(qapp: QApplication, data: bytes) -> None:
    assert decoded(data, 72) is None


def test_the_card_shows_the_picture_and_initials_without_one(people: PeopleStage) -> None:
    people.people.people = (replace(ANNA, has_photo=True), replace(OWN, has_photo=True))
    people.people.photos = {ANNA.person_id: _png(90, 90), OWN.person_id: _bomb(40_000, 40_000)}
    assert _open(people).avatar.has_photo()
    assert not _open(people, OWN.person_id).avatar.has_photo()
