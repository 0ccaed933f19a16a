"""How pages are put together; no kind of record is known here."""
