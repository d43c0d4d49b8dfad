variable "embed_model" {
  type    = string
  default = "cohere.embed-multilingual-v3"
}

variable "state_bucket" {
  default = "acme/state"
}
