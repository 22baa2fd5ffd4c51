"""Saving: what a page knows, what it shows, and how a change is kept."""
