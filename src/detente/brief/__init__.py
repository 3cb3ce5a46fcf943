"""Brief: says what was found, each statement with its evidence."""
