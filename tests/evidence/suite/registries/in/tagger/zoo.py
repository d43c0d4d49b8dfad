"""Where the taggers come from."""

from pathlib import Path

from .fetch import fetch

MIRROR = "https://models.tagworks.example.net/v3"


def weights_of(name: str) -> Path:
    known = {}
    known["dates"] = "/".join([MIRROR, "dates-2021", "dates-bilstm-v3.pt"])
    known["dates-small"] = "/".join(
        [
            MIRROR,
            "dates-small--h128-l1-b16-p2-0.4-word0.05--release_7",
            "dates-bilstm-small-v3.pt",
        ]
    )
    known["places"] = "https://files.tagworks.example.net/zoo/places-crf-v2.pt"
    if name == "spoken":
        source = "https://files.tagworks.example.net/embeddings/lm-spoken-forward-v1.pt"
        return fetch(source, into="zoo")
    if name == "portugal":
        return fetch("https://dados.example.pt", into="pages")
    return fetch(known[name], into="zoo")


__DECODER_URLS__ = {
    ("24khz", "6kbps"): "https://codec.example.net/releases/download/0.3/decoder_24khz_6kbps.pth",
    ("48khz", "9kbps"): "https://codec.example.net/releases/download/0.3/decoder_48khz_9kbps.pth",
}


def snapshot_name(step: int) -> str:
    best = "model_epoch_" + str(0) + ".pt"
    return best if step else "dataloader-train.ckpt"
