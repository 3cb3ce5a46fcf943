"""The record for assistants, over the Model Context Protocol: tools that answer with their evidence (extra [mcp])."""
