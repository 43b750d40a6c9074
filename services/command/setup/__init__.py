"""What `./lots` does before anything is installed: standard library only, Python 3.9 or later."""
