model_id      = "mistral.mistral-large-2407-v1:0"
bucket        = "acme-models/prod"
instance_type = "ml.g5.2xlarge"
