import keras
import keras_hub
import mindspore_hub as mshub
import tensorflow_hub as hub


def gemma():
    return keras_hub.models.GemmaCausalLM.from_preset("gemma2_instruct_2b_en")


def gemma_hf():
    return keras_hub.models.GemmaCausalLM.from_preset("hf://google/gemma-2-2b-it")


def applications():
    return keras.applications.EfficientNetB0(weights="imagenet", include_top=False)


def sentence_encoder():
    return hub.load("https://tfhub.dev/google/universal-sentence-encoder/4")


def layer():
    return hub.KerasLayer("https://tfhub.dev/tensorflow/bert_en_uncased_L-12_H-768_A-12/4", trainable=False)


def mindspore():
    return mshub.load("mindspore/1.9/googlenet_cifar10", num_classes=10)


def saved():
    return keras.models.load_model("artifacts/classifier.keras")
