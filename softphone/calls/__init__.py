"""Calls as the user sees them: dialling, one active call, the others held, and why each ended."""
