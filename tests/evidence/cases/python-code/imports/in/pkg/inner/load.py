from transformers import AutoModel

import pkg
from pkg import EXPORTED
from ..constants import *
from ..constants import Defaults as D
from elsewhere import MISSING

AutoModel.from_pretrained(EXPORTED)
AutoModel.from_pretrained(OTHER)
AutoModel.from_pretrained(D.base)
AutoModel.from_pretrained(MISSING)
