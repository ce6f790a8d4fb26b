"""Kinds of conflict, one phenomenon a module: each takes two articles side by side and yields rows."""
