"""The engine as the features see it: one life of the child process, its supervisor, and the gateway."""
