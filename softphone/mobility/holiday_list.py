"""Public holidays, told on stdout by a process of its own: the window would keep the tables of all countries.

The names are in the language of the country: it is how they are known where they are kept.
"""

import json
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    """``--holidays PLACE YEAR…``: JSON of names by ISO date. ``--holidays COUNTRY``: names of its regions by code."""
    place, *years = arguments
    json.dump(holidays_of(place, years) if years else regions_of(place), sys.stdout)
    return 0


def holidays_of(place: str, years: Sequence[str]) -> dict[str, str]:
    """Names by ISO date. place: codes of ISO 3166 such as DE or DE-BY. Raises NotImplementedError for another."""
    import holidays

    country, _, region = place.partition("-")
    language = holidays.country_holidays(country).default_language
    wanted = [int(year) for year in years]
    known = holidays.country_holidays(country, subdiv=region or None, years=wanted, language=language)
    return {day.isoformat(): name for day, name in sorted(known.items())}


def regions_of(country: str) -> dict[str, str]:
    """Names of the regions whose holidays differ, by code. Raises NotImplementedError for an unknown country."""
    import holidays

    known = holidays.country_holidays(country)
    names = {code: name for name, code in reversed(known.subdivisions_aliases.items())}
    return {code: names.get(code, code) for code in known.subdivisions}
