"""One module for each version of the schema, named for its place in the order. A released one never changes."""
