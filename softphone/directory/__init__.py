"""The directory: who belongs to a name or number; company directory, local contacts, one search over all."""
