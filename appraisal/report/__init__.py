"""Snapshot -> HTML -> PDF."""
