"""The first run: from nothing to a telephone that works, each step tried and explained."""
