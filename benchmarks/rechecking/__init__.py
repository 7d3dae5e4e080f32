"""What `recheck.py` is made of; none of it uses the certifier or the task maker."""
