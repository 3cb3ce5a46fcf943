"""Methods: numpy on arrays, no I/O and no SQL."""
