import { pipeline, AutoTokenizer, AutoModel, env } from "@huggingface/transformers";

const ORG = "onnx-community";
const SIZE = "0.6B";
const MODEL = `${ORG}/Qwen3-${SIZE}-ONNX`;
const ROUTE = `${ORG}/${SIZE}/list`;

export class Embedder {
  static task = "feature-extraction";
  static model = "Xenova/gte-small";
  static instance = null;
  static async get(progress_callback = null) {
    this.instance ??= pipeline(this.task, this.model, { progress_callback });
    return this.instance;
  }
}

export async function generate(model = MODEL, dtype = "q4") {
  return pipeline("text-generation", model, { dtype });
}

const ranker = await AutoModel.from_pretrained(process.env.RANKER ?? "jinaai/jina-reranker-v2-base-multilingual");
const tokenizer = await AutoTokenizer.from_pretrained(
  process.env.TOKENIZER || "Xenova/gpt-4o",
);
const asr = await pipeline("automatic-speech-recognition", "onnx-community/whisper-base.en_timestamped", { device: "webgpu" });
env.localModelPath = "public/models";
