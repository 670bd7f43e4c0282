"""A window whose field searches a company of the test's making."""

from softphone.directory.person import CONTACTS, LDAP, Person, PersonNumber
from tests.fakes.fake_people import FakeLamps, FakePeople, FakeRecords
from tests.window.window_stage import ALICE, WindowStage
from ui.directory.ports import PeopleSources

LONG = "Freifrau Dr. Annegret-Charlotte von Hohenlohe-Waldenburg-Schillingsfürst"
ANNA = Person(
    "ldap:1",
    LDAP,
    "Anna Müller",
    "Anna",
    "Müller",
    "Sales",
    "Example AG",
    "Head of Sales",
    "anna.mueller@example.com",
    (PersonNumber("work", "1002"), PersonNumber("mobile", "+49 171 5550102"), PersonNumber("fax", "1902")),
    "1002@pbx.example.com",
)
BEN = Person("ldap:2", LDAP, "Ben Muller", "Ben", "Muller", "Warehouse", numbers=(PersonNumber("work", "1003"),))
LONG_ONE = Person(
    "ldap:3",
    LDAP,
    LONG,
    department="Geschäftsführungssekretariat Niederlassung Süddeutschland",
    title="Leiterin der Abteilung für Unternehmenskommunikation und Öffentlichkeitsarbeit",
    company="Donaudampfschifffahrtsgesellschaft mbH",
    numbers=(PersonNumber("work", "+49 89 1234567890-4711"), PersonNumber("mobile", "+49 171 12345678901")),
)
OWN = Person(
    "contact:1",
    CONTACTS,
    "Müllerei Schmidt",
    company="Müllerei Schmidt GmbH",
    numbers=(PersonNumber("work", "+49 30 5550100"),),
    note="Delivers on Tuesdays.\nAsk for Frau Schmidt.",
)
NO_NUMBER = Person("ldap:4", LDAP, "Mulle Ohnefon", department="Archive")
COMPANY = (ANNA, BEN, LONG_ONE, OWN, NO_NUMBER)


class PeopleStage(WindowStage):
    """Signed in as Alice; `people`, `lamps`, `records` are what the window searches and shows."""

    def __init__(self, company: tuple[Person, ...] = COMPANY) -> None:
        self._company = company
        super().__init__()
        self.favourites = self.softphone.favourites
        self.show()
        self.sign_in(ALICE)

    def sources(self) -> PeopleSources:
        """A company in memory."""
        self.people = FakePeople(self.runtime, self._company)
        self.lamps = FakeLamps()
        self.records = FakeRecords()
        return PeopleSources(self.runtime, self.people, self.lamps, self.softphone.favourites, self.records)

    def type(self, text: str) -> None:
        """Types into the field, as a user does, and lets what is found be shown."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.main.dial.field, text)
        self.advance(0)

    def names(self) -> list[str]:
        """Whom the list shows."""
        return [hit.person.name for hit in self.main.results.list.people.hits()]
