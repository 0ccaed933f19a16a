"""A language as one object: its words, dates, numbers, order, spaces and analysis."""
