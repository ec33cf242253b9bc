"""The forms of findings alone, which programs ask for: modules of the same shape as the forms of every answer.

They show an :class:`~hhmonitor.answers.examination.Examination`, and name files as a code host does.
"""
