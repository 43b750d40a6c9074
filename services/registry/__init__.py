"""Floor 2: every contact, who keeps it true, when it is open and how it got there."""
