import { anthropic } from "@ai-sdk/anthropic";
import { createOpenAI, openai } from "@ai-sdk/openai";
import { google } from "@ai-sdk/google";
import { mistral } from "@ai-sdk/mistral";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenerativeAI } from "@google/generative-ai";
import { BedrockRuntimeClient, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { ChatOpenAI } from "@langchain/openai";
import { embed, generateText, streamText } from "ai";
import Groq from "groq-sdk";
import ollama from "ollama";
import OpenAI from "openai";

const DEFAULT_MODEL = process.env.CHAT_MODEL ?? "gpt-4o-mini-2024-07-18";
const timezone = "America/Los_Angeles";

export async function aiSdk(prompt: string) {
  await generateText({ model: openai("gpt-4.1"), prompt });
  await streamText({ model: anthropic("claude-3-7-sonnet-20250219"), prompt });
  await generateText({ model: google("gemini-2.0-flash-001"), prompt });
  await generateText({ model: mistral("pixtral-large-latest"), prompt });
  await generateText({ model: "xai/grok-3-mini", prompt });
  return embed({ model: openai.embedding("text-embedding-3-small"), value: prompt });
}

export async function deepseek(prompt: string) {
  const provider = createOpenAI({
    baseURL: "https://api.deepseek.com/v1",
    apiKey: process.env.DEEPSEEK_API_KEY,
  });
  return generateText({ model: provider("deepseek-reasoner"), prompt });
}

export async function sdks(prompt: string) {
  const client = new OpenAI({ baseURL: "https://api.perplexity.ai" });
  await client.chat.completions.create({ model: "sonar-pro", messages: [] });
  await new OpenAI().chat.completions.create({
    model: DEFAULT_MODEL,
    messages: [{ role: "user", content: "Compare gpt-4 and claude-2" }],
  });
  await new Anthropic().messages.create({ model: "claude-opus-4-20250514", max_tokens: 1, messages: [] });
  const gemini = new GoogleGenerativeAI("key").getGenerativeModel({ model: "gemini-1.5-flash-latest" });
  await new Groq().chat.completions.create({ model: "llama-3.1-8b-instant", messages: [] });
  await ollama.chat({ model: "llama3.2-vision:11b", messages: [] });
  const llm = new ChatOpenAI({ modelName: "gpt-3.5-turbo-0125", temperature: 0 });
  const command = new InvokeModelCommand({
    modelId: "anthropic.claude-3-opus-20240229-v1:0",
    contentType: "application/json",
    body: "{}",
  });
  return [gemini, llm, new BedrockRuntimeClient({ region: "us-west-2" }).send(command)];
}
