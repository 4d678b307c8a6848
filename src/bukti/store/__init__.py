"""The case on disk: preserved bytes and the list of inputs."""
