"""BFCL multi-turn: 800 tasks of the Berkeley Function-Calling Leaderboard, from its own wheel."""
