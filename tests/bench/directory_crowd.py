"""People of a large company, the same every time, and what somebody types who looks for them."""

import base64
import random
from collections.abc import Iterator
from pathlib import Path

from softphone.directory.numbers import NumberPlan
from softphone.directory.person import LDAP, Person, PersonNumber

PLAN = NumberPlan("DE", "030", "0", "+49 30 9876", (5, 6))
_WORDS = """
Anna Jürgen Björn Michael Zoë Manuel Sabine Günther Ágnes Łukasz Maria Peter Hans Klaus Uwe Joël Jörg Renée Chloé
François Øystein Søren İpek Nguyễn Željko Siobhán Ana-Lena Karl-Heinz Wolfgang Ulrike Ömer Irène Matthäus Käthe

Mül Mey Schmi Web Bau Hof Koch Wag Beck Schä Groß Weiß Öz Kör Lan Zim Har Krü Leh Wal Tre Vog Bran Fied

en el er ig in an ung ow

ler mann berg stein hof feld meister bach ski sen dorf hausen thal brück witz au inger

Vertrieb Einkauf Buchhaltung Entwicklung Werk Support Personal Recht Marketing Logistik
"""
_GIVEN, _BEGINNINGS, _MIDDLES, _ENDS, _DEPARTMENTS = (part.split() for part in _WORDS.split("\n\n"))


def crowd(count: int) -> Iterator[Person]:
    """Each with an extension of the company and a mobile number."""
    chance = random.Random(7)
    for n in range(count):
        given = chance.choice(_GIVEN)
        family = chance.choice(_BEGINNINGS) + chance.choice([*_MIDDLES, "", "", ""]) + chance.choice(_ENDS)
        if chance.random() < 0.1:
            family += "-" + chance.choice(_BEGINNINGS) + chance.choice(_ENDS)
        yield Person(
            person_id=f"{LDAP}:{n}",
            source=LDAP,
            name=f"{given} {family}",
            given_name=given,
            family_name=family,
            department=f"{chance.choice(_DEPARTMENTS)} {n % 40}",
            company="Beispiel AG",
            title="Sachbearbeitung",
            email=f"{given}.{family}.{n}@example.com".lower(),
            numbers=(
                PersonNumber("work", f"+49 30 9876-{n:06d}"),
                PersonNumber("mobile", f"0170 {chance.randrange(10**7):07d}"),
            ),
            version=str(n),
        )


def typed(person: Person, chance: random.Random) -> str:
    """What is typed for this person in the end: a name in any order and spelling, a department too, a number."""
    kind = chance.random()
    if kind < 0.25:
        return "".join(c for c in chance.choice(person.numbers).text if c.isdigit())[-chance.randint(3, 9) :]
    if kind < 0.3:
        return "".join(chance.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(7))
    words = [person.given_name, person.family_name]
    if kind < 0.45:
        words.append(person.department)
    chance.shuffle(words)
    text = " ".join(words)
    return text.replace("ü", "ue").replace("ö", "oe") if kind < 0.7 else text.lower()


def write_vcards(path: Path, size: int) -> int:
    """A file of at least so many bytes, every second card with a picture of 20 kB. Returns the number of cards."""
    picture = base64.b64encode(b"\x89PNG\r\n\x1a\n" + random.Random(8).randbytes(20_000)).decode()
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for person in crowd(1_000_000):
            lines = ["BEGIN:VCARD", "VERSION:3.0", f"UID:{count}", f"FN:{person.name}"]
            lines += [f"N:{person.family_name};{person.given_name};;;", f"ORG:Beispiel AG;{person.department}"]
            lines += [f"TEL;TYPE=work:{person.numbers[0].text}", f"EMAIL:{person.email}"]
            if count % 2:
                lines += ["PHOTO;ENCODING=b;TYPE=PNG:" + "\r\n ".join(_pieces(picture, 74))]
            file.write("\r\n".join((*lines, "END:VCARD", "")))
            count += 1
            if file.tell() >= size:
                return count
    return count


def _pieces(text: str, size: int) -> Iterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]
