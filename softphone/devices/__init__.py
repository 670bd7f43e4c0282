"""Sound devices: which are there, which are used, what is done to the sound, and what is wrong, in words."""
