from .registry import get_model_name, list_models

__all__ = ["get_model_name", "list_models"]
