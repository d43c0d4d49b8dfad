"""Reads lips: two checkpoints of one encoder."""

url = "https://files.lipworks.example.net/encoders/vox/"
base_url = url + "noisy/base_lips_iter5.pt"
large_url = url + "noisy/large_lips_iter5.pt"
