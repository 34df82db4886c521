"""Versions in the archive: kept, compared, exported, destroyed."""
