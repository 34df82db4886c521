"""This machine: installation, diagnosis, watched folders."""
