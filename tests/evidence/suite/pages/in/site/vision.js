import * as ort from "onnxruntime-web";
import * as tf from "@tensorflow/tfjs";
import { pipeline, env } from "https://cdn.jsdelivr.net/npm/@huggingface/transformers@3.0.0";

const session = await ort.InferenceSession.create("./models/yolov8n_face.onnx");
const net = await tf.loadGraphModel("https://tfhub.dev/tensorflow/tfjs-model/ssd_mobilenet_v2/1/default/1", { fromTFHub: true });
const depth = await pipeline("depth-estimation", "onnx-community/depth-anything-v2-small");
const options = ["Xenova/whisper-tiny.en", "Xenova/whisper-base"];
const mime = new Blob([], { type: "text/javascript" });
fetch("/api/v1/models/list").then((r) => r.json());
document.title = "Runs openai/clip-vit-base-patch16";
console.log("loading openai/gpt-4o");
export { session, net, depth, options, mime, env };
