"""Made-up calls for the history: few in number, or a million with names and numbers as they occur."""

import random
from collections.abc import Iterator

from softphone.basics.ids import AccountId, CallId, LegId
from softphone.history.entry import CallQuality, HistoryEntry, HistoryLeg
from softphone.protocol.snapshots import Direction

STARTED_S = 1_700_000_000.0
_GIVEN = (
    *("Anna", "Björn", "Çağla", "Dieter", "Élodie", "François", "Grażyna", "Håkon", "İpek", "Jürgen", "Katarzyna"),
    *("Łukasz", "Marie", "Noël", "Olga", "Peter", "Renée", "Søren", "Thomas", "Ursula", "Věra", "Wolfgang", "Zoë"),
)
_FAMILY = (
    *("Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann"),
    *("Schäfer", "Koch", "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann"),
    *("Braun", "Krüger", "Hofmann", "Hartmann", "Lange", "Schmitt", "Werner", "Krause", "Lehmann", "Köhler"),
    *("Nowak", "Dvořák", "O'Neill", "Yılmaz", "Großmann", "Ångström", "Núñez", "Lefèvre"),
)
_ENDS = ("local_hang_up", "remote_hang_up", "no_answer", "busy")


def entry(number: int = 1, **changes: object) -> HistoryEntry:
    """An answered and ended incoming call of Bob's; `changes` are attributes of HistoryEntry."""
    at_s = STARTED_S + number * 60
    values: dict[str, object] = {
        "call_id": CallId(f"call-{number:012x}"),
        "account_id": AccountId("account-alice"),
        "direction": Direction.INCOMING,
        "started_s": at_s,
        "presented_number": "1002",
        "presented_name": "Bob",
        "presented_uri": "sip:1002@pbx.example.com",
        "number_key": "1002",
        "work_identity": "1001@pbx.example.com",
        "answered_s": at_s + 5,
        "ended_s": at_s + 25,
        "last_seen_s": at_s + 25,
        "talked_s": 20.0,
        "end_kind": "remote_hang_up",
        "end_text": "The other side hung up",
        "codec": "opus",
    }
    return HistoryEntry(**(values | changes))  # type: ignore[arg-type]


def many_entries(count: int, seed: int = 1) -> Iterator[HistoryEntry]:
    """As a busy reception has them: 20,000 people, most calls with few of them, some missed, some anonymous."""
    chance = random.Random(seed)
    people = [_person(chance) for _ in range(20_000)]
    for number in range(1, count + 1):
        name, far_number = people[int(20_000 * chance.random() ** 2)]
        yield _call(number, name, far_number, chance)


def _person(chance: random.Random) -> tuple[str, str]:
    name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
    kind = chance.random()
    if kind < 0.3:
        return name, str(chance.randrange(1000, 9999))
    area = chance.choice(("30", "40", "89", "151", "160", "171", "221"))
    return (name if kind < 0.7 else ""), f"+49{area}{chance.randrange(10**6, 10**8)}"


def _call(number: int, name: str, far_number: str, chance: random.Random) -> HistoryEntry:
    at_s = STARTED_S + number * 30.0
    direction = chance.choice((Direction.INCOMING, Direction.OUTGOING))
    is_answered = chance.random() < 0.75
    is_missed = not is_answered and direction == Direction.INCOMING
    talked_s = chance.expovariate(1 / 120) if is_answered else 0.0
    call_id = CallId(f"call-{number:012x}")
    uri = f"sip:{far_number}@pbx.example.com"
    return HistoryEntry(
        call_id=call_id,
        account_id=AccountId("account-alice"),
        direction=direction,
        started_s=at_s,
        dialled_text=far_number if direction == Direction.OUTGOING else "",
        presented_number=far_number,
        presented_name=name if chance.random() < 0.5 else "",
        presented_uri=uri,
        person_name=name,
        number_key=far_number,
        work_identity="1001@pbx.example.com",
        answered_s=at_s + 8 if is_answered else None,
        ended_s=at_s + 8 + talked_s,
        last_seen_s=at_s + 8 + talked_s,
        talked_s=talked_s,
        end_kind="missed" if is_missed else chance.choice(_ENDS),
        end_text="Missed call" if is_missed else "Call ended",
        codec="opus" if is_answered else "",
        is_encrypted=is_answered,
        device="Headset",
        quality=CallQuality(6000, 3, 0.05, 4.2, 0.0, 31.0) if is_answered else None,
        is_missed=is_missed,
        legs=(
            HistoryLeg(
                LegId(f"leg-{number:012x}"),
                sip_call_id=f"{chance.getrandbits(64):016x}@pbx",
                remote_uri=uri,
                started_s=at_s,
                answered_s=at_s + 8 if is_answered else None,
                ended_s=at_s + 8 + talked_s,
                end_kind="missed" if is_missed else "local_hang_up",
                end_code=200 if is_answered else 487,
            ),
        ),
    )
