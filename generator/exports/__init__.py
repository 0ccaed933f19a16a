"""The data for others."""
