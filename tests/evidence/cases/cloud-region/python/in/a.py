import boto3
c = boto3.client("bedrock-runtime", region_name="us-west-2")
u = "https://bedrock-runtime.ap-southeast-1.amazonaws.com"
v = os.getenv("AWS_REGION", "us-east-1")
vertexai.init(project="p", location="us-central1")
near_miss = "us-east-1"
