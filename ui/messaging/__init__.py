"""Conversations in text."""
