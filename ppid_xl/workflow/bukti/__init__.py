"""The proof of one line."""
