"""Sources: bring material in, one module a format. Text becomes a Report, a data set becomes Arrow batches."""
