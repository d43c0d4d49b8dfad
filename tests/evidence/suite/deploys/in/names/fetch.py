from pathlib import Path

from huggingface_hub import snapshot_download

for line in Path(__file__).with_name("models.txt").read_text().splitlines():
    name = line.strip()
    if name and not name.startswith("#"):
        snapshot_download(name)
