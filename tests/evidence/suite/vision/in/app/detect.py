from detectron2 import model_zoo
from detectron2.config import get_cfg
from mmdet.apis import DetInferencer, init_detector
from mmpretrain import get_model
from ultralytics import RTDETR, SAM, YOLO, YOLOWorld

CLASSES = ["person", "car", "n/a"]


def yolo():
    model = YOLO("yolo11n.pt")
    model.train(data="coco128.yaml", epochs=3, project="runs/detect")
    model.export(format="onnx")
    return model


def world():
    return YOLOWorld("yolov8s-worldv2.pt"), RTDETR("rtdetr-l.pt"), SAM("sam2_b.pt")


def d2():
    cfg = get_cfg()
    cfg.merge_from_file(model_zoo.get_config_file("COCO-Detection/faster_rcnn_R_50_FPN_3x.yaml"))
    cfg.MODEL.WEIGHTS = model_zoo.get_checkpoint_url("COCO-Detection/faster_rcnn_R_50_FPN_3x.yaml")
    cfg.OUTPUT_DIR = "output/detectron"
    return cfg


def d2_panoptic():
    return model_zoo.get("COCO-PanopticSegmentation/panoptic_fpn_R_101_3x.yaml", trained=True)


def mm():
    inferencer = DetInferencer(model="rtmdet_tiny_8xb32-300e_coco", device="cpu")
    detector = init_detector(
        "configs/faster_rcnn/faster-rcnn_r50_fpn_1x_coco.py",
        "checkpoints/faster_rcnn_r50_fpn_1x_coco_20200130-047c8118.pth",
    )
    return inferencer, detector, get_model("resnet18_8xb32_in1k", pretrained=True)
