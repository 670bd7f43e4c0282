-- No hardware and no D-Bus: the lab's session manager must not take this machine's sound card.
alsa_monitor.enabled = false
v4l2_monitor.enabled = false
libcamera_monitor.enabled = false
default_access.properties["enable-flatpak-portal"] = false
-- streams start where they are told, not where the last one of that name was
stream_defaults.enabled = false
