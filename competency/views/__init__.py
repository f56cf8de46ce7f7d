"""Pages of the competency floor."""
