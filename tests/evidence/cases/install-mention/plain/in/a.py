raise ImportError("run `pip install delta>=2` first")
