"""Event and dyadic data sets: one module a data set, each a declaration; files in, Arrow batches of rows out."""
