"""Settings: each declared once with type, default and help; kept in a file that holds no secret."""
