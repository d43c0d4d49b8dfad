inputs = "npu"
name = "cuda"
dumps("mps")
Device.mps()
from cudatext import app
importlib.import_module("torch_npu")
