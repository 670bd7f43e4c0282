"""What to call a caller, when the directory knows one person of the number, several, or nobody."""

from collections.abc import Sequence

from softphone.basics.words import translate
from softphone.directory.folding import words
from softphone.directory.person import Person


def name_of(people: Sequence[Person], presented: str = "") -> str:
    """The person's name; ``Anna Meyer or 2 others`` where several have the number; empty for nobody.

    Args:
        presented: the name that came with the call; it tells which of several is meant.
    """
    if not people:
        return ""
    if len(people) == 1:
        return people[0].name
    meant = [person for person in people if presented and set(words(person.name)) == set(words(presented))]
    if len(meant) == 1:
        return meant[0].name
    others = len(people) - 1
    return translate("directory", "{name} or %n other(s)", "", others).format(name=people[0].name)
