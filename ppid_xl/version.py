"""The version of ppid_xl, where every layer can read it."""

VERSION = "0.1.0"
