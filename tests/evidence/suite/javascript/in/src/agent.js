const { Agent } = require("@openai/agents");
const { WebLLM, CreateMLCEngine } = require("@mlc-ai/web-llm");

const agent = new Agent({ name: "Helper", model: "gpt-5-nano", instructions: "Be short" });
const engine = CreateMLCEngine("Llama-3.2-1B-Instruct-q4f32_1-MLC");
const queue = "jobs/embed";
const repo = "https://github.com/xenova/transformers.js";
module.exports = { agent, engine, queue, repo };
