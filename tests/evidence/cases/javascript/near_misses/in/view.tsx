// const model = "gpt-4o";
/* pipeline('x', 'Xenova/t5-small') */
import data from "openai/resources";
if (model === "gpt-4o" || model.startsWith("claude-3")) { label("x"); }
switch (name) { case "gemini-1.5-pro": break; }
const route = "models/list", tz = "Europe/Berlin", mime = "application/json", key = "ctrl";
const el = <input placeholder="gpt-4o" title="claude-3-opus" href="https://huggingface.co/google/gemma-2-2b" />;
const sized = { "gpt-4": 1 };
throw new Error("model gpt-4o is not known");
