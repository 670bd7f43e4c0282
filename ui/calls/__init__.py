"""Calls on the screen: field, pad, cards, alert."""
