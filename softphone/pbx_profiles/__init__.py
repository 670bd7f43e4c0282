"""What is particular to each phone system: its feature codes and its ways."""
