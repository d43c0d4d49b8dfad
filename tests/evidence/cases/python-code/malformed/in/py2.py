from transformers import AutoModel

MODEL_NAME = "facebook/opt-125m"

print "Python 2"

model = AutoModel.from_pretrained(MODEL_NAME)
