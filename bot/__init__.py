"""The dialogue engine: Rasa's configuration, domain and the thin components of our own."""
