"""Thin adapters between Rasa and the rooms below."""
