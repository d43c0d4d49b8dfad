from fastembed import SparseTextEmbedding, TextEmbedding
from fastembed.rerank.cross_encoder import TextCrossEncoder
from FlagEmbedding import BGEM3FlagModel, FlagModel, FlagReranker
from paddlenlp import Taskflow
from paddlenlp.transformers import AutoTokenizer, ErnieModel

dense = TextEmbedding(model_name="BAAI/bge-small-en-v1.5", threads=4)
default = TextEmbedding()
sparse = SparseTextEmbedding("prithivida/Splade_PP_en_v1")
cross = TextCrossEncoder(model_name="Xenova/ms-marco-MiniLM-L-6-v2")
m3 = BGEM3FlagModel("BAAI/bge-m3", use_fp16=True)
flag = FlagModel("BAAI/bge-base-zh-v1.5", query_instruction_for_retrieval="为这个句子生成表示:")
reranker = FlagReranker("BAAI/bge-reranker-v2-m3", use_fp16=True)
uie = Taskflow("information_extraction", schema=["时间"], model="uie-base")
ernie_tokenizer = AutoTokenizer.from_pretrained("ernie-3.0-medium-zh")
ernie = ErnieModel.from_pretrained("ernie-3.0-base-zh")
qdrant_collection = "bge/small"
INDEX_BUCKET = "s3://acme-search/bge-small-en"
