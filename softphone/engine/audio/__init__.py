"""Sound: devices, the bridge between sound card and conference bridge, voice processing, tones."""
