"""The desktop around the window: tray, notifications, shortcuts."""
