docker run --gpus all -p 8000:8000 nvcr.io/nim/meta/llama3-8b-instruct:1.0.0
curl -X POST http://localhost:8000/v1/chat/completions -d '{"model": "meta/llama3-8b-instruct", "messages": []}'
aws bedrock-runtime converse --model-id anthropic.claude-3-5-haiku-20241022-v1:0 --messages '[]'
gcloud ai endpoints predict projects/p/locations/l --json-request body.json
az cognitiveservices account deployment create --model-name gpt-4o-mini --deployment-name chat/mini
gsutil cp gs://contoso/models/bert .
docker model run ai/smollm2:360M-Q4_K_M
lms get qwen2.5-7b-instruct-1m
