from .names import *  # noqa: F403
from .registry import ENCODERS
