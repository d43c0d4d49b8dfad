import OpenAI from "openai";
import { pipeline } from '@huggingface/transformers';
import { anthropic } from "@ai-sdk/anthropic";

const client = new OpenAI({ baseURL: "https://api.deepseek.com/v1", apiKey: process.env.KEY });
const MODEL = process.env.MODEL ?? "deepseek-chat";
const extract = await pipeline('feature-extraction', 'Xenova/all-MiniLM-L6-v2', { quantized: true });
const reply = await generateText({ model: anthropic("claude-3-5-haiku-latest"), prompt: `hi` });
const models = ["gpt-4o-mini", "meta-llama/Llama-3.1-8B-Instruct"];
export const config = { embedding: { model: "text-embedding-3-small" }, whisper: { model: "whisper-1" } };
const url = `https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-flash:generateContent`;
