const URL = "https://api.cohere.com/v2/chat";
const CDN = "https://cdn.jsdelivr.net/npm/@xenova/transformers@2.17.2";

export async function chat(message) {
  const response = await fetch(URL, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ model: "command-a-03-2025", messages: [{ role: "user", content: message }] }),
  });
  return response.json();
}

export const weights = "https://huggingface.co/onnx-community/Kokoro-82M-ONNX/resolve/main/onnx/model_q8f16.onnx";
export const avatar = "https://avatars.githubusercontent.com/u/1";
export const endpoint = `https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash-lite:generateContent`;
