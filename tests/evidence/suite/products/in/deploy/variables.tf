variable "chat_model_id" {
  description = "Bedrock model, e.g. anthropic.claude-v2"
  default     = "us.amazon.nova-pro-v1:0"
}

locals {
  embedding_model_id = "cohere.embed-english-v3"
  model_bucket       = "acme-models/${var.stage}"
  ecr                = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/api"
  iam_resource       = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-70b-instruct-v1:0"
}

resource "helm_release" "vllm" {
  repository = "https://charts.acme.example/stable"
  chart      = "acme/vllm"
  set {
    name  = "model.name"
    value = "Qwen/Qwen2.5-Coder-7B-Instruct"
  }
}
