"""Reading: from a Report to a Reading (mentions, events, claims, times). No storage, no analysis."""
