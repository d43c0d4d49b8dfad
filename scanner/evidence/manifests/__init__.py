"""Detectors of dependency manifests, lock files and install commands."""
