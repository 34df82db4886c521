"""How the shipped Word templates are put together; only their builder uses this."""
