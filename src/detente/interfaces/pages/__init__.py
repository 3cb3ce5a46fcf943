"""Pages: the record as HTML, without any script."""
