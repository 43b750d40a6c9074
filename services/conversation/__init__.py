"""What was said: kept masked, for a day, and erased when the person asks."""
