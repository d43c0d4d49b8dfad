"""Detectors of weight files. They read headers by range, never the weights, and load nothing."""
