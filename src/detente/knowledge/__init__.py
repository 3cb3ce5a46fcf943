"""Knowledge: the facts the program knows, as plain tables (no code here)."""
