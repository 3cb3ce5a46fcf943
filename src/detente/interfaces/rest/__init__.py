"""REST: the Python face under /api/v1, as JSON."""
