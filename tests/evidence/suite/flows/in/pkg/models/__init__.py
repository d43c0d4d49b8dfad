from .base import Base
from .text import TextModel
