import OpenAI from "openai";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { ChatOpenAI } from "@langchain/openai";

const client = new OpenAI({ baseURL: "https://api.quietmodels.fi/v1", apiKey: process.env.KEY });
const local = new OpenAI({ baseURL: "http://127.0.0.1:1234/v1", apiKey: "lm-studio" });
const own = createOpenAI({ baseURL: "https://chat.harbor-ai.com/v1" });
const compatible = createOpenAICompatible({
  name: "harbor",
  baseURL: "https://compat.harbor-ai.com/v1",
});
const chain = new ChatOpenAI({ model: "gpt-4.1-nano", configuration: { baseURL: "https://lc.harbor-ai.com/v1" } });
fetch("https://telemetry.harbor-ai.com/v1/events", { method: "POST" });
const api = axios.create({ baseURL: "https://backend.harbor-app.com/api" });
