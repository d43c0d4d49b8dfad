curl -s https://api.mistral.ai/v1/chat/completions \
  -H "Content-Type: application/json" \
  -d '{
    "model": "mistral-small-latest",
    "messages": [{"role": "user", "content": "compare gpt-4o"}]
  }'
curl -X POST https://generativelanguage.googleapis.com/v1beta/models/gemini-1.5-pro:generateContent
python - <<'EOF'
from transformers import pipeline
pipeline("summarization", model="sshleifer/distilbart-cnn-12-6")
EOF
cat > config.yaml <<EOF
model: openai/gpt-4o
EOF
ARGS="--model tiiuae/falcon-7b --dtype half"
CONFIGS=(
  "TP=2 MODEL_NAME=facebook/opt-125m"
)
