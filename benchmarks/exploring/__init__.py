"""The policies that `explorers.py` runs."""
