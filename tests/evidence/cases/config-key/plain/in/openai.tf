resource "azurerm_cognitive_deployment" "model" {
  name                 = "gpt-4"
  cognitive_account_id = azurerm_cognitive_account.this.id
  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = var.model_version # e.g. "2024-11-20"
  }
}

variable "embedding_model" {
  type    = string
  default = "text-embedding-3-small"
}
