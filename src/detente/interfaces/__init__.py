"""Interfaces: thin faces of the program, no logic of their own."""
