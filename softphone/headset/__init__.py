"""Buttons and lamps of headsets (HID Usage Tables 1.5, telephony and LED pages)."""
