_base_ = ["../_base_/models/segformer", "../_base_/datasets/ade20k.py"]
checkpoint = "https://download.openmmlab.com/mmsegmentation/v0.5/pretrain/segformer/mit_b0_20220624-7e0fe6dd.pth"
model = dict(
    backbone=dict(init_cfg=dict(type="Pretrained", checkpoint=checkpoint)),
    neck=dict(init_cfg=dict(type="Pretrained", checkpoint="torchvision://resnet50")),
    decode_head=dict(num_classes=150),
)
load_from = "checkpoints/segformer_mit-b0_512x512_160k_ade20k_20210726_101530-8ffa8fda.pth"
dataset_type = "ADE20KDataset"
data_root = "data/ade/ADEChallengeData2016"
