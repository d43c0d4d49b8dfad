import torch_xla
