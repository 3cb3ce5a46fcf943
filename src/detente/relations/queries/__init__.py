"""Queries: Ibis expressions over the record, nothing else."""
