"""The articles of one event side by side."""
