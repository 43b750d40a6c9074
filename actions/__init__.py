"""Rasa's actions: each asks the navigator and passes on what it says."""
