"""What is read: one file per kind of record."""
