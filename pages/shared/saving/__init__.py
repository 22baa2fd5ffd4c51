"""Saving: what a page knows and shows, and how changes are stored."""
