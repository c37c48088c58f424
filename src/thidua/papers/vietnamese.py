"""Kept for modules still on the old path."""

from thidua.vietnamese import *  # noqa: F403
