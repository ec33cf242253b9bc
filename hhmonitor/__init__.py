"""hhmonitor: the Health~Holland International Monitor as a command-line tool.

The folders follow the way of the data, and each is ignorant of those after it:

``yaml``        text to plain data with positions; knows no domain
``model``       plain data to validated countries, regions and criteria; knows no files
``project``     a folder on disk to a loaded project, and what writes files: whole or not at all
``inputs``      a market's file, figures and members to sets of possible values
``engine``      sets of possible values to a category with its reasons
``questions``   questions asked of the engine, such as the classification of a whole list; pure, and without words
``answers``     results to an answer: blocks for people, data for programs, rows; knows no form
``forms``       an answer to text or bytes: terminal, Markdown, HTML, Word, PDF, Excel, JSON, CSV; decides nothing
``workbook``    the form for Excel: files to a workbook to be filled in, and what came back to changes of files
``site``        the publication, made of answers and the form for HTML
``cli``         the command line: parses arguments, asks one question, gives the answer in the form asked for

Beside the way stand ``findings`` (what is wrong, where, with a stable code), ``checks`` (what each code means and what
finds it), ``language`` (Dutch and English) and ``statistics`` (what publishers of figures issue, in files and through
services, to figures that are ours; knows no project).
"""

__version__ = "0.1.0"
