"""The fiche of a market: the country note of two pages, as Markdown, HTML, PDF and Word."""
