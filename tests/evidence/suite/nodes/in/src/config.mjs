export const config = {
  llm: {
    provider: "openai",
    model: "gpt-4.1-2025-04-14",
  },
  embedding: { modelId: "Xenova/paraphrase-multilingual-MiniLM-L12-v2" },
  assets: { dir: "static/img" },
};

export function pick({ quality }) {
  switch (quality) {
    case "best":
      return "claude-opus-4-20250514";
    default:
      return "claude-3-5-haiku-20241022";
  }
}
