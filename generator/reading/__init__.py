"""From bytes to values that know their place; what can be said to an editor."""
