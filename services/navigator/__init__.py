"""Floor 3: a situation, a registry and a clock become ordered contacts, each with why and say."""
