from sentence_transformers import CrossEncoder, SentenceTransformer, SparseEncoder

COLLECTION = "acme/tickets"
encoder = SentenceTransformer("all-MiniLM-L6-v2")
multilingual = SentenceTransformer(model_name_or_path="intfloat/multilingual-e5-large", device="cpu")
code = SentenceTransformer("jinaai/jina-embeddings-v2-base-code", trust_remote_code=True)
reranker = CrossEncoder("cross-encoder/ms-marco-MiniLM-L-6-v2", max_length=512)
sparse = SparseEncoder("naver/splade-cocondenser-ensembledistil")


def supports_prompts(name: str) -> bool:
    return name in ("intfloat/e5-mistral-7b-instruct", "Alibaba-NLP/gte-Qwen2-7B-instruct")


def is_bge(name: str) -> bool:
    return name.startswith("BAAI/bge-") or name == "BAAI/bge-m3"
