"""Public holidays from a process of their own."""

import subprocess
import sys

import pytest

from softphone.mobility.holiday_child import holidays_of, regions_of


def test_a_region_has_its_own_days_in_the_countrys_language() -> None:
    bavaria, country = holidays_of("DE-BY", (2026, 2027)), holidays_of("DE", (2026,))

    assert bavaria["2026-12-25"] == "Erster Weihnachtstag"
    assert bavaria["2027-01-06"] == "Heilige Drei Könige"
    assert "2026-01-06" not in country


def test_regions_have_names() -> None:
    assert regions_of("DE")["BY"] == "Bayern"
    assert regions_of("FR")


@pytest.mark.parametrize("place", ["QQ", "DE-XX"])
def test_an_unknown_place_is_an_error_and_no_empty_list(place: str) -> None:
    with pytest.raises(subprocess.SubprocessError):
        holidays_of(place, (2026,))


def test_the_library_is_not_loaded_here() -> None:
    holidays_of("AT", (2026,))
    assert "holidays" not in sys.modules
