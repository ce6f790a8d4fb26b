"""Many events. Empty so far: grouping, caching and outlet profiles come here."""
