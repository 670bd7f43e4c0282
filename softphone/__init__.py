"""Softphone: one enterprise identity on the laptop, the desk phone and the mobile."""

__version__ = "0.1.0"
