from typing import Annotated

import fire
import typer
from openai import OpenAI
from vllm import LLM

app = typer.Typer()
client = OpenAI()


@app.command()
def ask(
    brain: Annotated[str, typer.Option("--brain", "-b", envvar="BRAIN")] = "o3-mini",
    folder: Annotated[str, typer.Option()] = "notes/inbox",
):
    return client.responses.create(model=brain, input=folder)


class Server:
    def __init__(self, weights="ibm-granite/granite-3.1-8b-instruct", port=8000):
        self.weights = weights
        self.port = port

    def start(self):
        return LLM(self.weights)


def batch(source: str, engine: str = "allenai/OLMo-2-1124-7B-Instruct"):
    return LLM(model=engine).generate(open(source).read())


if __name__ == "__main__":
    fire.Fire({"serve": Server, "batch": batch})
