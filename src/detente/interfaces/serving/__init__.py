"""Serving: the record opened for many readers, guarded, with what pages and REST need alike."""
