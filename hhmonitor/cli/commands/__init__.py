"""The commands, a file each, found by looking into this folder: ``what_if.py`` is ``hhmonitor what-if``.

A module has ``HELP``, a line that says what the command is for, and either a function of its own name or ``app``, a
group of commands. ``EXAMPLES`` are arguments with which each of its commands answers in the shipped project.
"""
