"""The detectors of models, data sets, services and weight files that code and texts name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.models import (
    code_text,
    command_line,
    config_key,
    docs_block,
    model_card,
    model_config,
    model_list,
    modelfile,
    notebook,
    peft_adapter,
    python_code,
)

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    code_text.DETECTOR,
    command_line.DETECTOR,
    config_key.DETECTOR,
    docs_block.DETECTOR,
    model_card.DETECTOR,
    model_config.DETECTOR,
    model_list.DETECTOR,
    modelfile.DETECTOR,
    notebook.DETECTOR,
    peft_adapter.DETECTOR,
    python_code.DETECTOR,
)
