resource "aws_sagemaker_model" "tgi" {
  name = "tgi-model"
  primary_container {
    image = "763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-tgi-inference:2.4"
    environment = {
      HF_MODEL_ID = "tiiuae/Falcon3-7B-Instruct"
      SM_NUM_GPUS = "1"
    }
  }
}

resource "aws_bedrockagent_agent" "desk" {
  agent_name       = "desk/agent"
  foundation_model = "anthropic.claude-3-5-haiku-20241022-v1:0"
}

data "aws_iam_policy_document" "invoke" {
  statement {
    actions   = ["bedrock:InvokeModel"]
    resources = ["arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0"]
  }
}

resource "azurerm_cognitive_deployment" "chat" {
  name                 = "chat-prod"
  cognitive_account_id = azurerm_cognitive_account.this.id
  model {
    format  = "OpenAI"
    name    = "gpt-4o-mini"
    version = "2024-07-18"
  }
  sku { name = "Standard" }
}

resource "google_vertex_ai_endpoint_with_model_garden_deployment" "g" {
  publisher_model_name = "publishers/google/models/gemma3@gemma-3-1b-it"
  location             = "us-central1"
}

module "net" {
  source = "terraform-aws-modules/vpc"
}
