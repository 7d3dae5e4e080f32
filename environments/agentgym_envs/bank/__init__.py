"""A building society's customer desk: accounts, payments, cards, disputes, savings, loans."""
