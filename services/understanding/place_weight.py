"""How much each way to name a place says that somebody lives there."""

DECIDES = 2.0
WARD = 2.2
HOME, CLOSE, MOVED, HOUSEHOLD, ASKED, PLAIN = 9.0, 8.0, 8.5, 6.5, 6.0, 5.0
WRITER, ORIGIN_HOME, VISIT, PASSING = 3.0, 3.5, 2.5, 1.0
CORRECTED, CONTRAST, BARE, APPLIED = 10.0, 3.0, 12.0, 0.8
HELPER, STUDENT, TELLER = -0.7, 5.9, 4.0
