"""Words that somebody gave, on a command line or in Python, to the question that they mean, and to its answer.

What cannot be done is refused in words (:class:`~hhmonitor.asking.refusal.Refused`), by whoever asks: nothing here
prints, and nothing ends a program.
"""
