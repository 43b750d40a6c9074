"""The commands behind `./lots`, one module each."""
