"""What is written: one file per kind of record, and what is known of its fields."""
