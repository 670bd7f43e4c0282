"""The enterprise identity: accounts, their registration and their passwords."""
