import sys

from transformers import pipeline


def typed_in():
    return pipeline("text-generation", model=input("model? "))


def from_argv():
    return pipeline("text-generation", model=sys.argv[1])


def from_request(request):
    return pipeline("text-generation", model=request.json()["model"])
