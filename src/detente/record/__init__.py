"""Record: keeps what was read or loaded, with its provenance. The one place that writes."""
