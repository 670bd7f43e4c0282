"""Favourites as lamps, and the status that the user shows to others."""
