import click
from sentence_transformers import SentenceTransformer
from faster_whisper import WhisperModel


@click.group()
@click.option("--ears", "asr_size", default="distil-large-v3", help="speech model")
@click.pass_context
def cli(ctx, asr_size):
    ctx.obj = WhisperModel(asr_size)


@cli.command()
@click.argument("encoder", default="intfloat/multilingual-e5-small")
@click.option("--region", default="north/east")
def encode(encoder, region):
    return SentenceTransformer(encoder)


@cli.command()
@click.argument("encoder")
def bare(encoder):
    return SentenceTransformer(encoder)
