"""Favourites: groups, order, and the settings that keep them."""

import pytest
from msgspec.structs import replace

from softphone.presence.favourites import Favourite, FavouriteError, Favourites
from softphone.settings.settings import Settings
from softphone.settings.store import MemorySettingsStore
from tests.fakes.virtual_runtime import VirtualRuntime


@pytest.fixture
def store() -> MemorySettingsStore:
    return MemorySettingsStore()


@pytest.fixture
def settings(virtual_runtime: VirtualRuntime, store: MemorySettingsStore) -> Settings:
    return Settings(virtual_runtime, store)


@pytest.fixture
def favourites(settings: Settings) -> Favourites:
    return Favourites(settings)


def names(favourites: Favourites) -> list[tuple[str, str]]:
    return [(favourite.group, favourite.name) for favourite in favourites.all()]


def fill(favourites: Favourites, *entries: str) -> dict[str, Favourite]:
    """``group/name`` each."""
    added = {}
    for entry in entries:
        group, _, name = entry.rpartition("/")
        added[name] = favourites.add(name, number=name, group=group)
    return added


def test_favourites_stand_in_the_order_in_which_they_were_added_group_by_group(favourites: Favourites) -> None:
    fill(favourites, "Sales/Anna", "Bob", "Sales/Carol", "Dave")
    assert names(favourites) == [("Sales", "Anna"), ("Sales", "Carol"), ("", "Bob"), ("", "Dave")]
    assert favourites.groups() == ("Sales", "")


def test_one_who_is_in_the_group_already_is_not_added_twice(favourites: Favourites) -> None:
    first = favourites.add("Anna", "1001")
    assert favourites.add("Anna again", " 1001 ") == first
    assert favourites.add("Anna", "1001", group="Sales") != first
    assert len(favourites.all()) == 2


@pytest.mark.parametrize(
    ("moved", "group", "position", "expected"),
    [
        ("D", "", 0, "DABC"),
        ("A", "", 99, "BCDA"),
        ("A", "", 1, "BACD"),
        ("C", "", 1, "ACBD"),
        ("B", "", 1, "ABCD"),
        ("B", "", -5, "BACD"),
    ],
)
def test_moving_within_a_group(favourites: Favourites, moved: str, group: str, position: int, expected: str) -> None:
    added = fill(favourites, "A", "B", "C", "D")
    favourites.move(added[moved].favourite_id, group, position)
    assert "".join(name for _, name in names(favourites)) == expected


def test_moving_to_another_group_and_to_a_new_one(favourites: Favourites) -> None:
    added = fill(favourites, "x/A", "x/B", "y/C")
    favourites.move(added["A"].favourite_id, "y", 0)
    assert names(favourites) == [("x", "B"), ("y", "A"), ("y", "C")]
    favourites.move(added["C"].favourite_id, "z", 0)
    assert names(favourites) == [("x", "B"), ("y", "A"), ("z", "C")]
    favourites.move(added["B"].favourite_id, "y", 1)
    assert favourites.groups() == ("y", "z")


def test_changing_keeps_the_place(favourites: Favourites) -> None:
    added = fill(favourites, "A", "B", "C")
    favourites.change(replace(added["B"], name="Beatrix", position=77))
    assert names(favourites) == [("", "A"), ("", "Beatrix"), ("", "C")]
    favourites.change(replace(added["A"], group="x"))
    assert names(favourites) == [("", "Beatrix"), ("", "C"), ("x", "A")]


def test_removing(favourites: Favourites) -> None:
    added = fill(favourites, "A", "B")
    favourites.remove(added["A"].favourite_id)
    favourites.remove("nobody")
    assert names(favourites) == [("", "B")]


def test_each_change_is_announced_once(favourites: Favourites) -> None:
    announced: list[None] = []
    favourites.changed.add(announced.append)
    added = fill(favourites, "A", "B", "C", "D")
    assert len(announced) == 4
    favourites.move(added["D"].favourite_id, "", 0)
    favourites.change(replace(added["A"], name="Anna"))
    favourites.remove(added["B"].favourite_id)
    assert len(announced) == 7


def test_a_favourite_needs_a_number_or_an_address(favourites: Favourites) -> None:
    with pytest.raises(FavouriteError):
        favourites.add("Anna", number="  ")
    assert favourites.add("", address="eve@example.com").name == "eve@example.com"


def test_one_who_is_gone_cannot_be_changed(favourites: Favourites) -> None:
    added = fill(favourites, "A")["A"]
    favourites.remove(added.favourite_id)
    with pytest.raises(FavouriteError):
        favourites.change(added)
    with pytest.raises(FavouriteError):
        favourites.move(added.favourite_id, "", 0)


def test_finding_one(favourites: Favourites) -> None:
    anna = favourites.add("Anna", "1001", "1001@example.com")
    assert favourites.find(number="1001") == favourites.find(address="1001@example.com") == anna
    assert favourites.find(number="1002") is None
    assert favourites.get(anna.favourite_id) == anna


def test_they_outlive_the_program(
    favourites: Favourites, settings: Settings, store: MemorySettingsStore, virtual_runtime: VirtualRuntime
) -> None:
    fill(favourites, "x/A", "B", "x/C")
    settings.flush(lambda: None)
    virtual_runtime.advance(1.0)
    again = Settings(virtual_runtime, store)
    again.load()
    assert names(Favourites(again)) == [("x", "A"), ("x", "C"), ("", "B")]


def test_a_file_that_people_edit_may_lack_positions(virtual_runtime: VirtualRuntime) -> None:
    stored = {"favourites": {"b": {"name": "B", "number": "2"}, "a": {"name": "A", "number": "1"}}}
    settings = Settings(virtual_runtime, MemorySettingsStore(stored))  # type: ignore[arg-type]
    settings.load()
    favourites = Favourites(settings)
    assert names(favourites) == [("", "A"), ("", "B")]
    favourites.add("C", "3")
    assert names(favourites) == [("", "A"), ("", "B"), ("", "C")]
