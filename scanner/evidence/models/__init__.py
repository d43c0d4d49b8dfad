"""Detectors of models, data sets, hosted services and weight files that code and texts name."""
