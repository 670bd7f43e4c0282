"""The scripted main job: every step done for real against a lab PBX, reported as one JSON document."""
