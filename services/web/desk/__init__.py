"""The desk's public pages: report an error, ask to be called, send a question on."""
