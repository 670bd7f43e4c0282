"""The one field: numbers are dialled, names are found, both by keyboard alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from softphone.directory.person import LDAP, Person, PersonNumber
from softphone.presence.state import PresenceState
from softphone.protocol.commands import Dial
from tests.window.people_stage import ANNA, LONG, PeopleStage
from tests.window.waiting import wait_until
from ui.directory.people_model import PAGE
from ui.directory.result_panel import Room


@pytest.fixture
def people(qapp: QApplication) -> Iterator[PeopleStage]:
    built = PeopleStage()
    yield built
    built.close()


def _press(stage: PeopleStage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or stage.main, key, modifier)
    stage.advance(0)


def _targets(stage: PeopleStage) -> list[str]:
    return [command.target for command in stage.engine.commands if isinstance(command, Dial)]


def test_a_name_finds_people_and_enter_calls_the_first(people: PeopleStage) -> None:
    people.type("mul an")
    assert people.names() == ["Anna Müller"]
    assert people.main.results.isVisible()
    assert not people.main.pages.isVisible()
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:1002@pbx.example.com"]
    assert people.main.dial.field.text() == ""
    assert people.main.results.room is Room.NONE


def test_arrows_choose_and_the_field_keeps_the_keyboard(people: PeopleStage) -> None:
    people.type("mul")
    for _ in range(2):
        _press(people, Qt.Key.Key_Down)
    _press(people, Qt.Key.Key_Up)
    assert people.main.focusWidget() is people.main.dial.field
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:1003@pbx.example.com"]


def test_digits_are_dialled_as_typed_though_people_are_found(people: PeopleStage) -> None:
    people.type("100")
    assert "Anna Müller" in people.names()
    assert people.main.dial.pad.isVisible(), "the pad stays where it is"
    assert people.main.results.isVisible()
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:100@pbx.example.com"]


def test_arrow_down_takes_the_person_of_a_number(people: PeopleStage) -> None:
    people.type("171")
    _press(people, Qt.Key.Key_Down)
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:+491715550102@pbx.example.com"], "the number that was found"


def test_more_digits_are_typed_after_a_person_was_chosen(people: PeopleStage) -> None:
    people.type("100")
    _press(people, Qt.Key.Key_Down)
    people.type("2")
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:1002@pbx.example.com"]


def test_the_pad_searches_too(people: PeopleStage) -> None:
    for digit in "1003":
        people.main.dial.pad.key(digit).click()
    people.advance(0)
    assert people.names() == ["Ben Muller"]
    people.main.dial.erase_button.click()
    people.advance(0)
    assert "Anna Müller" in people.names()


def test_nobody_is_called_whom_the_user_has_not_seen(people: PeopleStage) -> None:
    people.people.is_slow = True
    people.type("anna")
    _press(people, Qt.Key.Key_Return)
    assert not _targets(people)
    people.people.deliver()
    people.advance(0)
    assert not _targets(people)
    assert people.main.results.list.current_hit() is not None
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:1002@pbx.example.com"]


def test_a_name_that_nobody_has_is_called_only_after_the_user_was_told(people: PeopleStage) -> None:
    people.people.is_slow = True
    people.type("reception")
    _press(people, Qt.Key.Key_Return)
    people.people.deliver()
    people.advance(0)
    assert not _targets(people)
    assert "Nobody found. Enter calls “reception”" in people.main.results.empty.text()
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:reception@pbx.example.com"]


def test_a_late_result_adds_and_leaves_the_choice(people: PeopleStage) -> None:
    people.people.late = (Person("ldap:9", LDAP, "Mula Live", numbers=(PersonNumber("work", "1009"),)),)
    QTest.keyClicks(people.main.dial.field, "mul")
    people.people.is_slow = True
    people.advance(0)
    _press(people, Qt.Key.Key_Down)
    assert people.names()[-1] == "Mula Live"
    hit = people.main.results.list.current_hit()
    assert hit is not None
    assert hit.person.name == "Ben Muller"


def test_nobody_found_offers_the_address(people: PeopleStage) -> None:
    people.type("reception")
    assert "Enter calls “reception”" in people.main.results.empty.text()
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:reception@pbx.example.com"]


def test_nobody_found_offers_nothing_that_cannot_be_called(people: PeopleStage) -> None:
    people.type("what is this")
    assert people.main.results.empty.text() == "Nobody found."


def test_an_address_is_called_as_it_is(people: PeopleStage) -> None:
    people.type("anna@other.example.org")
    _press(people, Qt.Key.Key_Return)
    assert _targets(people) == ["sip:anna@other.example.org"]


def test_escape_clears_and_brings_the_pages_back(people: PeopleStage) -> None:
    people.type("mul")
    _press(people, Qt.Key.Key_Escape)
    assert people.main.dial.field.text() == ""
    assert people.main.pages.isVisible()
    assert not people.main.results.isVisible()


def test_the_other_numbers_open_by_key(people: PeopleStage) -> None:
    people.type("anna")
    hit = people.main.results.list.current_hit()
    assert hit is not None
    texts = [action.text() for action in people.main.results.list.build_menu(hit).actions() if action.text()]
    assert texts[:2] == ["Call 1002 (Work)", "Call +49 171 5550102 (Mobile)"]
    QTest.keyClick(people.main.dial.field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    popup.actions()[1].trigger()
    popup.close()
    people.advance(0)
    assert _targets(people) == ["sip:+491715550102@pbx.example.com"]


def test_a_person_without_number_opens_the_card(people: PeopleStage) -> None:
    people.type("ohnefon")
    _press(people, Qt.Key.Key_Return)
    assert people.main.card is not None
    assert people.main.card.is_open
    assert not _targets(people)


def test_what_is_seen_is_watched_and_no_longer_when_it_is_gone(people: PeopleStage) -> None:
    people.type("mul")
    wait_until(lambda: people.lamps.watched["1002@pbx.example.com"], "the watch")
    people.lamps.set("1002@pbx.example.com", PresenceState.BUSY)
    assert "Busy" in people.main.results.list.people.spoken(0)
    _press(people, Qt.Key.Key_Escape)
    wait_until(lambda: not +people.lamps.watched, "the end of the watch")


def test_favourites_have_a_star(people: PeopleStage) -> None:
    people.favourites.add("Ben Muller", "1003")
    people.type("mul")
    spoken = [people.main.results.list.people.spoken(row) for row in range(2)]
    assert [text.endswith("favourite") for text in spoken] == [False, True]


def test_thousands_of_hits_come_a_page_at_a_time(qapp: QApplication) -> None:
    crowd = tuple(Person(f"ldap:{i}", LDAP, f"Meyer {i}") for i in range(3000))
    stage = PeopleStage(crowd)
    stage.type("meyer")
    model = stage.main.results.list.people
    assert model.rowCount() == PAGE
    for _ in range(PAGE):
        _press(stage, Qt.Key.Key_Down)
    assert stage.main.results.list.currentIndex().row() == PAGE
    assert model.rowCount() == 2 * PAGE
    assert model.canFetchMore(QModelIndex())
    stage.close()


def test_the_list_says_everything_to_a_screen_reader(people: PeopleStage) -> None:
    people.lamps.set("1002@pbx.example.com", PresenceState.AVAILABLE)
    people.type("anna mu")
    index = people.main.results.list.people.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Anna Müller, Sales · Example AG, Work 1002, more numbers with Alt+Down, Available"
    )


def test_a_long_name_fits_the_smallest_window(people: PeopleStage) -> None:
    people.main.resize(people.main.minimumSize())
    people.type("hohen")
    assert people.names() == [LONG]
    rect = people.main.results.list.visualRect(people.main.results.list.people.index(0))
    assert rect.width() <= people.main.results.list.viewport().width()


def test_with_a_call_the_people_stand_below_the_field(people: PeopleStage) -> None:
    people.type_and_call("1005")
    people.advance(1)
    people.type("mul")
    results, card = people.main.results, people.card()
    people.settle()
    assert results.isVisible()
    assert card.isVisible()
    top = results.mapTo(people.main, results.rect().topLeft()).y()
    assert people.main.dial.field.mapTo(people.main, people.main.dial.field.rect().bottomLeft()).y() < top
    assert top < card.mapTo(people.main, card.rect().topLeft()).y()


def test_ctrl_number_shows_a_page(people: PeopleStage) -> None:
    from PySide6.QtWidgets import QLabel

    made: list[QLabel] = []

    def make() -> QLabel:
        made.append(QLabel("history"))
        return made[-1]

    people.main.pages.add_page("own", "history", "Own", make)
    assert not made, "a page is made when it is first shown"
    people.type("mul")
    _press(people, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert made[0].isVisible()
    assert not people.main.results.isVisible()
    assert not people.main.pad_button.isChecked()
    people.main.pages.set_badge("own", 3)
    assert people.main.pages.tab("own").accessibleName() == "Own, 3 new"
    _press(people, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert people.main.dial.pad.isVisible()
    assert people.main.pad_button.isChecked()


def test_a_click_opens_the_card(people: PeopleStage) -> None:
    people.type("mul")
    view = people.main.results.list
    place = view.visualRect(view.people.index(0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    people.advance(0)
    assert people.main.card is not None
    assert people.main.card.person == ANNA
