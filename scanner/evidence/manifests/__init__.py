"""Detectors of dependency manifests, lock files and install commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.manifests import (
    conda_environment,
    conda_recipe,
    install_code,
    install_command,
    pipfile,
    pixi,
    pyproject,
    requirements_txt,
    script_metadata,
    setup_cfg,
    setup_py,
    tox,
)

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    conda_environment.DETECTOR,
    conda_recipe.DETECTOR,
    install_code.DETECTOR,
    install_command.DETECTOR,
    install_command.MENTIONS,
    pipfile.DETECTOR,
    pixi.DETECTOR,
    pyproject.DETECTOR,
    requirements_txt.DETECTOR,
    script_metadata.DETECTOR,
    setup_cfg.DETECTOR,
    setup_py.DETECTOR,
    tox.DETECTOR,
)
