"""From values to one linked directory, every mistake at once."""
