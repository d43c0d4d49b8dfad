name = "my-us-east-1-bucket"
region = compute("us-east-1x")
