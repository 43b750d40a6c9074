"""`rasa run` without TensorFlow and swifter: the same words on the command line."""

from __future__ import annotations

from bot.hollow import hollow_out

if __name__ == "__main__":
    hollow_out()
    from rasa.__main__ import main

    from bot.swift import make_swift

    make_swift()
    main()
