"""The detectors of dependency manifests, lock files and install commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.evidence.manifests import (
    conda_environment,
    conda_lock,
    conda_recipe,
    install_code,
    install_command,
    installed,
    license_file,
    pdm_lock,
    pipfile,
    pipfile_lock,
    pixi,
    poetry_lock,
    pylock,
    pyproject,
    requirements_txt,
    script_metadata,
    setup_cfg,
    setup_py,
    tox,
    uv_lock,
)

if TYPE_CHECKING:
    from scanner.model.plugin import Detector

DETECTORS: tuple[Detector, ...] = (
    conda_environment.DETECTOR,
    conda_lock.DETECTOR,
    conda_lock.EXPLICIT,
    conda_recipe.DETECTOR,
    install_code.DETECTOR,
    install_command.DETECTOR,
    install_command.MENTIONS,
    installed.ARCHIVES,
    installed.DETECTOR,
    license_file.DETECTOR,
    license_file.TAGS,
    pdm_lock.DETECTOR,
    pipfile.DETECTOR,
    pipfile_lock.DETECTOR,
    pixi.DETECTOR,
    poetry_lock.DETECTOR,
    pylock.DETECTOR,
    pyproject.DETECTOR,
    requirements_txt.DETECTOR,
    script_metadata.DETECTOR,
    setup_cfg.DETECTOR,
    setup_py.DETECTOR,
    tox.DETECTOR,
    uv_lock.DETECTOR,
)
