"""ppid_xl: check, document, archive and publish what a public body keeps from the public."""

__version__ = "0.1.0"
