"""Test and decision: uji konsekuensi, submission, approval, return."""
