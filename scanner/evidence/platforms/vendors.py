"""What names an accelerator: modules, device words, container images and cluster resources.

Ids are those of ``scanner/facts/data/platforms.csv``; a test compares the two.
"""

from __future__ import annotations

CUDA = "nvidia-cuda"

#: Top module of an import -> accelerator. Several-vendor libraries (jax, vllm, deepspeed) are none.
MODULES: dict[str, str] = {
    "apex": CUDA, "bitsandbytes": CUDA, "cudf": CUDA, "cugraph": CUDA, "cuml": CUDA, "cupy": CUDA,
    "cuquantum": CUDA, "cutlass": CUDA, "deep_ep": CUDA, "deep_gemm": CUDA, "flash_attn": CUDA,
    "flashinfer": CUDA, "jax_cuda12_plugin": CUDA, "modelopt": CUDA, "numba_cuda": CUDA,
    "nvidia": CUDA, "nvidia_smi": CUDA, "pycuda": CUDA, "pynvml": CUDA, "tensorrt": CUDA,
    "tensorrt_llm": CUDA, "tensorrt_rtx": CUDA, "torch_tensorrt": CUDA,
    "transformer_engine": CUDA, "triton": CUDA, "xformers": CUDA, "amdsmi": "amd-rocm",
    "hip": "amd-rocm", "migraphx": "amd-rocm", "rocm_sdk": "amd-rocm",
    "torch_npu": "huawei-ascend", "acl": "huawei-ascend", "mindspore": "huawei-ascend",
    "mindspore_lite": "huawei-ascend", "mindformers": "huawei-ascend",
    "mindietorch": "huawei-ascend", "hccl": "huawei-ascend", "torchair": "huawei-ascend",
    "vllm_ascend": "huawei-ascend", "torch_mlu": "cambricon-mlu",
    "torch_musa": "moore-threads-musa", "torchada": "moore-threads-musa",
    "vllm_musa": "moore-threads-musa", "torch_gcu": "enflame-gcu", "vllm_metax": "metax-maca",
    "torch_br": "biren", "ixformer": "iluvatar", "vllm_kunlun": "baidu-kunlun",
    "tpu_mlir": "sophgo-tpu", "sophon": "sophgo-tpu", "rknn": "rockchip-npu",
    "rknnlite": "rockchip-npu", "habana_frameworks": "intel-gaudi", "pyhlml": "intel-gaudi",
    "vllm_gaudi": "intel-gaudi", "lightning_habana": "intel-gaudi", "openvino": "intel-xpu",
    "openvino_genai": "intel-xpu", "intel_extension_for_pytorch": "intel-xpu",
    "intel_npu_acceleration_library": "intel-xpu", "torch_neuron": "aws-neuron",
    "torch_neuronx": "aws-neuron", "neuronx_distributed": "aws-neuron",
    "jax_neuronx": "aws-neuron", "libneuronxla": "aws-neuron", "neuronxcc": "aws-neuron",
    "torch_xla": "google-tpu", "libtpu": "google-tpu", "mlx": "apple-mps", "mlx_lm": "apple-mps",
    "mlx_vlm": "apple-mps", "coremltools": "apple-mps", "torch_directml": "microsoft-directml",
    "qai_hub": "qualcomm-qnn", "qai_hub_models": "qualcomm-qnn", "poptorch": "graphcore-ipu",
    "ttnn": "tenstorrent", "pybuda": "tenstorrent", "furiosa_llm": "furiosa",
    "rebel": "rebellions-atom", "vllm_rbln": "rebellions-atom", "hailo_platform": "hailo",
    "groqflow": "groq-lpu",
}  # fmt: skip

#: Packages below a top module that serves several vendors.
SUBMODULES: dict[str, str] = {
    "optimum.habana": "intel-gaudi", "optimum.intel": "intel-xpu", "optimum.neuron": "aws-neuron",
    "optimum.tpu": "google-tpu", "optimum.graphcore": "graphcore-ipu",
    "optimum.furiosa": "furiosa", "optimum.rbln": "rebellions-atom", "optimum.amd": "amd-rocm",
    "optimum.ascend": "huawei-ascend", "numba.cuda": CUDA, "cuda.bindings": CUDA,
    "cuda.core": CUDA, "cerebras.pytorch": "cerebras",
    "jax.experimental.pallas.tpu": "google-tpu",
}  # fmt: skip

#: Word of a device, as in ``device="cuda:0"`` or ``tensor.npu()`` -> accelerator.
DEVICES: dict[str, str] = {
    "cuda": CUDA, "npu": "huawei-ascend", "musa": "moore-threads-musa", "mlu": "cambricon-mlu",
    "gcu": "enflame-gcu", "hpu": "intel-gaudi", "xpu": "intel-xpu", "mps": "apple-mps",
    "ipu": "graphcore-ipu", "hip": "amd-rocm",
}  # fmt: skip

#: Back ends of ONNX Runtime, without "ExecutionProvider".
PROVIDERS: dict[str, str] = {
    "CUDA": CUDA, "Tensorrt": CUDA, "NvTensorRTRTX": CUDA, "ROCM": "amd-rocm",
    "MIGraphX": "amd-rocm", "CANN": "huawei-ascend", "CoreML": "apple-mps",
    "Dml": "microsoft-directml", "QNN": "qualcomm-qnn", "OpenVINO": "intel-xpu",
    "Rknpu": "rockchip-npu",
}  # fmt: skip

#: Start of a container image's name -> accelerator.
IMAGES: dict[str, str] = {
    "nvidia/cuda": CUDA, "nvcr.io/nvidia/": CUDA, "nvcr.io/nim/": CUDA, "rocm/": "amd-rocm",
    "ascendai/": "huawei-ascend", "quay.io/ascend/": "huawei-ascend",
    "swr.cn-south-1.myhuaweicloud.com/ascendhub/": "huawei-ascend",
    "vault.habana.ai/": "intel-gaudi", "intel/intel-extension-for-pytorch": "intel-xpu",
    "intel/oneapi": "intel-xpu", "openvino/": "intel-xpu", "public.ecr.aws/neuron/": "aws-neuron",
    "cambricon/": "cambricon-mlu", "mthreads/": "moore-threads-musa",
}  # fmt: skip

#: Resource a cluster schedules by -> accelerator. A hyphen may follow (``nvidia.com/gpu.product``).
RESOURCES: dict[str, str] = {
    "nvidia.com/gpu": CUDA, "nvidia.com/mig": CUDA, "amd.com/gpu": "amd-rocm",
    "huawei.com/ascend": "huawei-ascend", "habana.ai/gaudi": "intel-gaudi",
    "gpu.intel.com/": "intel-xpu", "google.com/tpu": "google-tpu",
    "cloud.google.com/gke-tpu": "google-tpu", "aws.amazon.com/neuron": "aws-neuron",
    "cambricon.com/mlu": "cambricon-mlu", "mthreads.com/gpu": "moore-threads-musa",
    "iluvatar.com/gpu": "iluvatar", "iluvatar.ai/gpu": "iluvatar",
    "enflame.com/gcu": "enflame-gcu", "metax-tech.com/gpu": "metax-maca",
    "kunlunxin.com/xpu": "baidu-kunlun", "hygon.com/dcu": "hygon-dcu",
    "birentech.com/gpu": "biren",
}  # fmt: skip
