"""What each code of a finding means, and what finds it: one file a subject.

A subject declares its codes (:class:`Code`: severity, message, why it matters, how to mend it, a wrong and a right
example) beside the functions that look for them. Codes that reading and validation raise have only their declaration
here: those layers know a code by its name alone. Codes are stable and never used again for something else; the hundreds
tell the subject:

HH1xx  the text of a file and its YAML
HH2xx  the shape of a file: keys, values, dates
HH3xx  references: sources, regions, members, figures
HH4xx  the list: declared categories, decisions, special target markets
HH5xx  the criteria themselves
HH6xx  the table of figures
HH7xx  the reviews that are kept

Nothing lists the subjects: whatever module stands in this folder is one. Those in ``hindrances`` look for what makes it
impossible to classify; they are run whenever a project is loaded, and need nothing but the model, so that a project is
loaded without the rest. That loading asks for them is why ``project`` knows this package.
"""

from hhmonitor.checks.declaring import Code, Text
from hhmonitor.checks.registry import CODES, found, is_error

__all__ = ["CODES", "Code", "Text", "found", "is_error"]
