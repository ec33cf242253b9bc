"""Pages of HTML: the templates, the style, and what fills them. Needs Jinja2, from the extra ``report``."""
