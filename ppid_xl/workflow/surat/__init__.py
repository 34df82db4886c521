"""Documents from the rows."""
