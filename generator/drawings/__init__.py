"""What is drawn: outlines and images."""
