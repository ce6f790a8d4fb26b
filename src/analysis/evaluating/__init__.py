"""Finders against gold."""
