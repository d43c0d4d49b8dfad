#!/usr/bin/env bash
token_type=bpe
lang=noinfo
python -m toolkit.export_vocabulary --whisper_model "${token_type}" --whisper_language "${lang}"
python -m toolkit.export_vocabulary --whisper_model small --whisper_language fr
