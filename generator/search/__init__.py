"""What the browser searches and filters."""
