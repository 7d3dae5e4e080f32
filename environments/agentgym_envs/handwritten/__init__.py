"""What the hand-written worlds share: rows, drafts, programs, and the files they become."""
