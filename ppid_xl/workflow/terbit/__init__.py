"""What goes out: the public lists and the package for Pusat Data."""
