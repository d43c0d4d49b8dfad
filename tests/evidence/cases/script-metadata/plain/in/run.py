#!/usr/bin/env -S uv run
# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "torch>=2",
#   "local",
# ]
#
# [tool.uv.sources]
# local = { path = "../x" }
# ///
import torch
