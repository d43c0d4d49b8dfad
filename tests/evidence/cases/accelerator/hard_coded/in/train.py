import torch
import torch_npu
from cupy import asarray
import cuda_helpers  # a near miss: another module

model = load().cuda()
other = load().to("cuda:1")
device = "npu:0"
args = Args(device_map="cuda", device_type='hpu')
session = InferenceSession(path, providers=["TensorrtExecutionProvider"])


@triton.jit
def kernel(x): ...


def lazy():
    import tensorrt
    torch.cuda.set_device(0)
