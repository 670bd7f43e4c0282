"""The set-up behind `make`: brings a machine to the point where the softphone runs and its tests pass."""
