"""Conversations in text (RFC 3428)."""
