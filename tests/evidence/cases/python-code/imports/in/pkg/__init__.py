from .constants import REPO as EXPORTED
