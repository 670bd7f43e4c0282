"""The window: Qt only, on top of the features in `softphone`."""
