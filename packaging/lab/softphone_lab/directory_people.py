"""A company directory as LDIF (RFC 2849): the same people every time, the PBX's first."""

import base64
import random
import unicodedata
from datetime import datetime, timedelta

from .people import PEOPLE
from .places import CONF

KEEPS_MOBILE_PRIVATE = 1001  # Alice: her number is to be found nowhere
FIRST_NUMBER = 1001
SEED = 22
FIRST_CHANGE = datetime(2026, 1, 1)  # of the first person, the others a minute after each other
CITIES = ("Boston", "Berlin", "Kraków", "São Paulo", "Singapore", "Zürich", "Lyon", "Dublin")
TITLES = ("Assistant", "Analyst", "Engineer", "Manager", "Director", "Consultant", "Technician", "Specialist")
DEPARTMENTS = ("Sales", "Support", "Engineering", "Finance", "Legal", "Human Resources", "Marketing", "Operations",
               "Facilities", "Research")  # fmt: skip
FRAME = """\
dn: dc=lab,dc=test
objectClass: dcObject
objectClass: organization
dc: lab
o: Softphone lab

dn: ou=people,dc=lab,dc=test
objectClass: organizationalUnit
ou: people

dn: cn=reader,dc=lab,dc=test
objectClass: person
cn: reader
sn: reader
userPassword: reader-secret

"""


def ldif(count: int) -> str:
    """`count` inetOrgPersons with extension, work number and more; umlauts, Polish, CJK, Cyrillic among them."""
    names = {section: words.split() for section, words in _name_lists().items()}
    chance = random.Random(SEED)
    return FRAME + "".join(_person(FIRST_NUMBER + i, names, chance) for i in range(count))


def _name_lists() -> dict[str, str]:
    given, _, family = (CONF / "names.txt").read_text(encoding="utf-8").partition("\n\n")
    return {"given": given, "family": family}


def _person(number: int, names: dict[str, list[str]], chance: random.Random) -> str:
    known = next((user for user in PEOPLE if user.user == str(number)), None)
    if known:
        given, _, family = known.name.partition(" ")
    else:
        given, family = chance.choice(names["given"]), chance.choice(names["family"])
    department = chance.choice(DEPARTMENTS)
    fields = [
        ("dn", f"uid={number},ou=people,dc=lab,dc=test"), ("objectClass", "inetOrgPerson"), ("uid", str(number)),
        ("cn", f"{given} {family}"), ("displayName", f"{given} {family}"), ("givenName", given), ("sn", family),
        ("mail", f"{_mailbox(given, family)}{'' if known else number}@lab.test"), ("employeeNumber", str(number)),
        ("telephoneNumber", f"+1555020{number}"), ("departmentNumber", str(10 + DEPARTMENTS.index(department))),
        ("ou", department), ("title", f"{department} {chance.choice(TITLES)}"), ("l", chance.choice(CITIES)),
        ("roomNumber", f"{chance.randrange(1, 9)}.{chance.randrange(100, 400)}"), ("o", "Softphone lab"),
    ]  # fmt: skip
    changed = FIRST_CHANGE + timedelta(minutes=number - FIRST_NUMBER)
    fields.append(("modifyTimestamp", f"{changed:%Y%m%d%H%M%SZ}"))
    if number != KEEPS_MOBILE_PRIVATE and (known or chance.random() < 0.7):
        fields.append(("mobile", f"+1555010{number}"))
    if chance.random() < 0.2:
        fields.append(("homePhone", f"+1555030{number}"))
    if known:
        fields.append(("userPassword", known.password))
    return "".join(_line(name, value) for name, value in fields) + "\n"


def _mailbox(given: str, family: str) -> str:
    plain = unicodedata.normalize("NFKD", f"{given}.{family}").encode("ascii", "ignore").decode()
    return plain.lower().replace("'", "").strip(".") or "user"


def _line(name: str, value: str) -> str:
    """One attribute, in base 64 when RFC 2849 section 2 does not let it stand as text."""
    is_safe = value.isascii() and value[:1] not in " :<" and not value.endswith(" ")
    return f"{name}: {value}\n" if is_safe else f"{name}:: {base64.b64encode(value.encode()).decode()}\n"
