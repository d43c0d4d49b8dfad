import { AutoModel, AutoTokenizer, env, pipeline } from "@huggingface/transformers";
import type { Request } from "express";
import { HfInference, InferenceClient } from "@huggingface/inference";

env.localModelPath = "models/local";
// const old = await pipeline("fill-mask", "Xenova/bert-base-cased");

export const MODEL_ID = "Xenova/multilingual-e5-base";
const ROUTE = "api/embed";

export async function embed(text: string) {
  const extractor = await pipeline("feature-extraction", "Xenova/all-MiniLM-L6-v2", { dtype: "q8" });
  return extractor(text);
}

export async function tokenizer() {
  const tok = await AutoTokenizer.from_pretrained('Xenova/distilbert-base-uncased-mnli');
  const model = await AutoModel.from_pretrained(MODEL_ID);
  return [tok, model];
}

export async function remote() {
  const hf = new HfInference(process.env.HF_TOKEN);
  const client = new InferenceClient(process.env.HF_TOKEN);
  await client.chatCompletion({ model: "meta-llama/Llama-3.1-8B-Instruct", messages: [] });
  return hf.translation({ model: "t5-base", inputs: "hello" });
}

export function accepts(req: Request) {
  return req.headers.accept === "application/json" || req.path.startsWith("/api/models");
}
