"""Khối thi đua: tally, head rotation and formal papers of an emulation bloc."""

__version__ = "0.1.0"
