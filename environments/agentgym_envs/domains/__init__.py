"""Domain content: what a trade has, what happens there, and how its people speak of it."""
