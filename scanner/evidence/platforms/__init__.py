"""Detectors of what a project runs on: accelerators, cloud regions, instance types."""
