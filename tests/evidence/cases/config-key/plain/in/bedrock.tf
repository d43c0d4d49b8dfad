resource "aws_bedrockagent_agent" "support" {
  foundation_model = "anthropic.claude-3-haiku-20240307-v1:0"
  agent_name       = "support/agent"
}
