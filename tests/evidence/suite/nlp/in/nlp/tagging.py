"""Tagging; `spacy.load("en_core_web_md")` was too slow in the container."""
import spacy
import stanza
from flair.data import Sentence
from flair.embeddings import TransformerDocumentEmbeddings, TransformerWordEmbeddings
from flair.models import SequenceTagger, TextClassifier
from flair.nn import Classifier
from gliner import GLiNER

nlp_en = spacy.load("en_core_web_trf", disable=["parser"])
nlp_de = spacy.load("de_core_news_lg")
blank = spacy.blank("en")
nlp_en.add_pipe("sentencizer")
custom = spacy.load("./training/model-best")

ner = SequenceTagger.load("flair/ner-english-ontonotes-large")
pos = SequenceTagger.load("pos-multi")
sentiment = TextClassifier.load("sentiment-fast")
linker = Classifier.load("sentiment")
words = TransformerWordEmbeddings("xlm-roberta-large", layers="-1")
docs = TransformerDocumentEmbeddings("dbmdz/bert-base-german-cased")

gliner = GLiNER.from_pretrained("urchade/gliner_multi-v2.1")
labels = ["person", "org/unit", "city"]

stanza.download("zh")
zh = stanza.Pipeline("zh", processors="tokenize,pos", package="gsdsimp")


def tag(text):
    return ner.predict(Sentence(text))
