"""hhmonitor: the Health~Holland International Monitor as a command-line tool.

The folders follow the way of the data, and each is ignorant of those after it:

``reading``       text to plain data with positions; knows YAML, no domain
``model``         plain data to validated countries, regions and criteria; knows no files
``project``       a folder on disk to a loaded project: files found, read, validated, findings gathered
``inputs``        a market's file, figures and members to sets of possible values
``rules``         sets of possible values to a category with its reasons
``analysis``      questions asked of the rules, such as the classification of a whole list
``presentation``  results to tables, text, JSON, CSV and Markdown; decides nothing
``commands``      the command line: parses arguments, calls one function, renders

``publishers`` reads the figures that statistical offices issue, and knows no project.

Beside the way stand ``findings`` (what is wrong, where, with a stable code), ``language`` (Dutch and English) and
``publishers`` (what publishers of figures issue, in files and through services, to the figures that are ours; knows no
project).
"""

__version__ = "0.1.0"
