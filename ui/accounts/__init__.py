"""Accounts on the screen: status, settings, test, password."""
