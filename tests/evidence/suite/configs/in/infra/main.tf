terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    huggingface = {
      source = "issamemari/huggingface-endpoint"
    }
  }
}

module "vpc" {
  source = "terraform-aws-modules/vpc/aws"
}

resource "aws_sagemaker_model" "llm" {
  name               = "llama-guard"
  execution_role_arn = "arn:aws:iam::123456789012:role/sagemaker"
  primary_container {
    image = "763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.3.0"
    environment = {
      HF_MODEL_ID       = "meta-llama/Llama-Guard-3-8B"
      SM_NUM_GPUS       = "1"
    }
  }
}

resource "aws_bedrockagent_agent" "support" {
  agent_name       = "support/agent"
  foundation_model = "anthropic.claude-3-5-sonnet-20241022-v2:0"
  instruction      = "Answer like gpt-4 would."
}

resource "aws_bedrockagent_knowledge_base" "kb" {
  name = "kb"
  knowledge_base_configuration {
    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v1"
    }
  }
}

resource "azurerm_cognitive_deployment" "chat" {
  name = "chat/prod"
  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-11-20"
  }
}

resource "google_vertex_ai_endpoint_with_model_garden_deployment" "gemma" {
  publisher_model_name = "publishers/google/models/paligemma@paligemma-224-float32"
  location             = "us-central1"
}

variable "embedding_model" {
  type    = string
  default = "cohere.embed-multilingual-v3"
}

variable "log_group" {
  default = "bedrock/invocations"
}
