"""The commands beneath ``review``: what a meeting decides, into the files of the project."""
