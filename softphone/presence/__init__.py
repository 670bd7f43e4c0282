"""Who is there: own status, colleagues' presence and lamps, favourites."""
