"""A step's page around its inputs: heading, way back, timer, recording, and ordered lines."""
