"""Makes tasks: backwards from what is done in the real state to what a person would ask for."""
