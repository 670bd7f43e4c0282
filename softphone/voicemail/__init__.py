"""Voicemail: messages waiting (RFC 3842), and the mailbox itself over IMAP with a cache on this computer."""
