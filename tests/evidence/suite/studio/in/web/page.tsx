"use client";
import { useChat } from "@ai-sdk/react";
import { createGoogleGenerativeAI } from "@ai-sdk/google";
import { env as hfEnv, pipeline } from "@huggingface/transformers";
import { WebLLM } from "@langchain/webllm";

const google = createGoogleGenerativeAI({ apiKey: process.env.KEY });
const OPTIONS = [
  { id: "gemini-1.5-flash-8b", label: "Flash / small" },
  { id: "gemini-2.0-pro-exp-02-05", label: "Pro" },
];
const ASR = { tiny: "onnx-community/whisper-tiny", base: "onnx-community/whisper-base" };
const host = "https://inference.page-llm.app/v1";
const client = new OpenAI({ baseURL: host });

export default function Page({ size = "tiny" }: { size?: "tiny" | "base" }) {
  const [model, setModel] = useState<string>("gpt-4o-realtime-preview");
  const { messages } = useChat({ api: "/api/chat", body: { model: "o1-2024-12-17" } });
  const load = useCallback(async () => pipeline("automatic-speech-recognition", ASR[size]), [size]);
  const summarise = () => pipeline("summarization", import.meta.env.VITE_SUMMARY_MODEL || "Xenova/distilbart-cnn-6-6");
  const llm = new WebLLM({ model: "Phi-3.5-mini-instruct-q4f16_1-MLC", chatOptions: {} });
  return (
    <main className="text/ada grid/llama">
      <a href="https://huggingface.co/Xenova/unused-link">models</a>
      <select defaultValue="gemini-1.5-flash-8b">{OPTIONS.map((o) => <option key={o.id}>{o.label}</option>)}</select>
      <Link to="/models/gpt">{t("chat/title")}</Link>
      <img src="/img/claude.png" alt="claude/logo" />
    </main>
  );
}
fetch(`${host}/chat/completions`, { method: "POST", body: JSON.stringify({ model: "llama-3.3-70b-instruct", messages: [] }) });
fetch("https://api.page-telemetry.app/v1/events");
