"""Every text that a window shows goes through the translation."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QWidget
from softphone_setup.texts import texts_of

from softphone.basics.words import install
from softphone.directory.ldap_attributes import FIELDS, usual_names
from tests.window.call_pictures import SCENES as CALL_SCENES
from tests.window.menus import MENUS
from tests.window.openers import OPENERS, open_window
from tests.window.people_stage import PeopleStage
from tests.window.presence_pictures import SCENES as PRESENCE_SCENES
from tests.window.screenshots import SCENES
from tests.window.shown_texts import shown_texts
from tests.window.taking_pictures import Scene
from tests.window.window_stage import ALICE, WindowStage

ROOT = Path(__file__).resolve().parents[2]
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_WORD = re.compile(r"[^\W\d_]{3,}")
# What the stage, the system and the standards say; it is the same in every language.
_DATA = frozenset(
    re.findall(
        _WORD,
        """
    Alice Archer Bob Carol Anna Müller Müllerei Schmidt Ben Muller Mulle Ohnefon Maria Huber Lager Nord Office
    Freifrau Annegret Charlotte von Hohenlohe Waldenburg Schillingsfürst Schill
    Geschäftsführungssekretariat Geschäftsführungsse sung Niederlassung Süddeutschland
    geschaeftsfuehrungssekretariat telefonanlage niederlassung sued pbx example com
    invalid anonymous nowhere company-root.pem Head of Sales Leiterin der Abteilung für Unternehmenskommunikation und
    Öffentlichkeitsarbeit Donaudampfschifffahrtsgesellschaft mbH GmbH Delivers on Tuesdays. Ask for Frau Schmidt.
    Warehouse Archive mueller nobody what is this Jabra Evolve2 65 Flex Mono Eingebautes Audio Analog Stereo
    Built-in built audio In the office Headset Monitor speakers Example AG anna people stun turn
    Softphone Opus opus Speex law GSM kHz TCP UDP TLS SRTP SDES DTLS LDAP LDAPS SIP DTMF RFC STUN TURN ICE IPv4 WAV CSV
    PySide6 Python Linux Qt fc English Deutsch
    Ctrl Alt Shift Return Enter Esc Del Ins Home End PgUp PgDown Down Left Right Space Backspace Tab
    cn=reader dc=example,dc=com (objectClass=person) ldap.example.com displayName sn givenName
    Dave Eve Frank Zoë Ångström Bob Baker Anna Meyer Bernd Lüdenscheidt Oberpfaffenhofen Vertrieb Support Werk Montag
    Bilanzbesprechung Sitzungssaal Vertretung Bis ringing busy AES GCM INBOX IMAP IMAPS mail
    Asterisk FreePBX FusionPBX FreeSWITCH Yeastar Series Cisco Unified Avaya Aura PBX fake
    ABC DEF GHI JKL MNO PQRS TUV WXYZ
    """,
    )
)


_BY_THE_STAGE = (
    "The history cannot be read.",
    "Free some space on the disk and try again.",
    "This cannot be called. Check the number.",
    "Your company does not allow recording. Ask your administrator.",
)


@pytest.fixture(scope="module")
def known() -> set[tuple[str, str, str]]:
    """Every text that translators are given."""
    return {(text.context, text.text, text.comment) for text in texts_of(ROOT)}


@pytest.fixture
def brackets(known: set[tuple[str, str, str]]) -> Iterator[None]:
    """A language in which every known text stands in brackets."""

    def translator(context: str, text: str, comment: str, n: int) -> str:
        return f"⟦{text.replace('%n', str(n))}⟧" if (context, text, comment) in known else ""

    install(translator)
    yield
    install(None)


@pytest.mark.parametrize("name", OPENERS)
def test_every_page_and_dialog(brackets: None, name: str, qapp: QApplication) -> None:
    stage = WindowStage()
    stage.show()
    stage.sign_in(ALICE)
    window = open_window(stage, name)
    assert untranslated(window) == []
    stage.close()


@pytest.mark.parametrize("scene", [*SCENES, *CALL_SCENES, *PRESENCE_SCENES], ids=lambda scene: scene.__name__)
def test_every_state(brackets: None, scene: Callable[[], Scene], qapp: QApplication) -> None:
    for name, window in scene():
        qapp.processEvents()
        assert (name, untranslated(window)) == (name, [])
    for window in qapp.topLevelWidgets():
        window.hide()
        window.deleteLater()


@pytest.mark.parametrize("name", MENUS)
def test_every_menu(brackets: None, name: str, qapp: QApplication) -> None:
    stage = PeopleStage()
    menu = MENUS[name](stage)
    assert menu is not None
    assert untranslated(menu) == []
    stage.close()


def untranslated(window: QWidget) -> list[str]:
    """What the window says outside of brackets in words that are no data."""
    return sorted({text for _, text in shown_texts(window) if _foreign(text)})


def _foreign(text: str) -> list[str]:
    for said in _BY_THE_STAGE:
        text = text.replace(said, "")
    while _MARKED.search(text):
        text = _MARKED.sub(" ", text)
    text = re.sub(r"⟦[^⟧]*$", " ", text.replace("&", ""))  # cut off on purpose where there is no room
    names = _names_of_the_system()
    return [word for word in _WORD.findall(text) if word not in _DATA and word not in names]


@cache
def _names_of_the_system() -> frozenset[str]:
    """Days, months and LDAP attributes."""
    locale = QLocale()
    names = {locale.dayName(day) for day in range(1, 8)} | {locale.monthName(month) for month in range(1, 13)}
    names |= {locale.standaloneDayName(day, QLocale.FormatType.ShortFormat) for day in range(1, 8)}
    return frozenset(names | {word for field in FIELDS for name in usual_names(field) for word in _WORD.findall(name)})
