"""The form for Excel: what the files of markets say as a workbook to be filled in, and back again.

``layout`` tells once what stands where: every cell with its place in the market's file, its kind of value and its
help. ``making`` writes that as a workbook (XlsxWriter), ``reading`` reads one back (openpyxl), both from the extra
``excel``. ``kinds`` are the kinds of value, as words in a cell and as a datum of a file. ``content`` looks up and sets
a datum wherever a file may say it in more than one way. ``merging`` is the pure part: what a form was made from, what
it says now and what the project says now, to what becomes of the files and to conflicts.

A line of a sheet carries in a hidden column what it is about, and a column in a hidden row what it holds: a form is
read by these and not by where things stand, so that it may be sorted, and saved by other programs.
"""
