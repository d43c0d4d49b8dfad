import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { bedrock } from "@ai-sdk/amazon-bedrock";
import { CohereClient } from "cohere-ai";
import { env, pipeline, AutoProcessor, WhisperForConditionalGeneration } from "@xenova/transformers";
import { HuggingFaceTransformersEmbeddings } from "@langchain/community/embeddings/hf_transformers";
import { Ollama } from "@langchain/ollama";

export type ModelId = "gpt-4o" | "gpt-4o-mini" | "claude-3-opus-20240229";

export const models: Record<string, { id: string; label: string }> = {
  fast: { id: "gpt-4o-mini", label: "Fast" },
  smart: { id: "claude-3-7-sonnet-20250219", label: "Smart" },
};

const together = createOpenAICompatible({ name: "together", baseURL: "https://api.together.xyz/v1" });

export const chat = {
  llama: together("meta-llama/Llama-3.3-70B-Instruct-Turbo"),
  claude: createAnthropic()("claude-3-5-haiku-20241022"),
  nova: bedrock("amazon.nova-micro-v1:0"),
};

export async function transcriber() {
  env.allowLocalModels = false;
  const processor = await AutoProcessor.from_pretrained("onnx-community/whisper-base");
  const model = await WhisperForConditionalGeneration.from_pretrained("onnx-community/whisper-base", {
    dtype: { encoder_model: "fp32", decoder_model_merged: "q4" },
    device: "webgpu",
  });
  const generator = await pipeline("text-generation", "onnx-community/Qwen2.5-0.5B-Instruct", { device: "webgpu" });
  return { processor, model, generator };
}

const cohere = new CohereClient({ token: process.env.COHERE_API_KEY });
export const rank = (query: string, documents: string[]) =>
  cohere.rerank({ query, documents, model: "rerank-english-v3.0", topN: 3 });

export const embeddings = new HuggingFaceTransformersEmbeddings({ model: "Xenova/gte-small" });
export const local = new Ollama({ model: "mistral-small:24b", baseUrl: "http://localhost:11434" });
export const timezone = Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Zurich" });
export const icon = new URL("assets/openai.svg", import.meta.url);
