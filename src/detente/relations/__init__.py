"""Relations: asks the record. Pure: tables in, tables out."""
