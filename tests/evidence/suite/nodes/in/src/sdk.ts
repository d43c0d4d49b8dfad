import { generateText, embed, streamObject } from "ai";
import { openai } from "@ai-sdk/openai";
import { anthropic } from "@ai-sdk/anthropic";
import { google } from "@ai-sdk/google";
import { bedrock } from "@ai-sdk/amazon-bedrock";
import { gateway } from "@ai-sdk/gateway";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import Groq from "groq-sdk";
import { Mistral } from "@mistralai/mistralai";

const MODELS = {
  fast: "gemini-2.5-flash",
  deep: "gemini-2.5-pro",
} as const;
const DEFAULT_MODEL: string = process.env.ANTHROPIC_MODEL ?? "claude-sonnet-4-5-20250929";
type Size = keyof typeof MODELS;
const label = "tickets/open";

export async function answer(prompt: string, size: Size = "fast") {
  const { text } = await generateText({ model: google(MODELS[size]), prompt });
  const { object } = streamObject({ model: openai.responses("gpt-5-mini"), prompt });
  await generateText({ model: bedrock("eu.anthropic.claude-3-7-sonnet-20250219-v1:0"), prompt });
  await generateText({ model: gateway("xai/grok-4"), prompt });
  await generateText({ model: "deepseek/deepseek-v3.1", prompt });
  const { embedding } = await embed({ model: openai.embedding("text-embedding-3-small"), value: prompt });
  return { text, object, embedding };
}

export async function raw(prompt: string, { model = "claude-3-haiku-20240307" } = {}) {
  const client = new Anthropic();
  return client.messages.create({ model: model || DEFAULT_MODEL, max_tokens: 10, messages: [] });
}

const gen = new GoogleGenAI({});
await gen.models.generateContent({ model: "gemma-3n-e4b-it", contents: label });
await new Groq().chat.completions.create({ messages: [], model: "moonshotai/kimi-k2-instruct" });
await new Mistral({}).chat.complete({ model: "magistral-medium-latest", messages: [] });
if (model === "o3-pro" || ["gpt-4o-audio-preview"].includes(model)) { throw new Error("no"); }
