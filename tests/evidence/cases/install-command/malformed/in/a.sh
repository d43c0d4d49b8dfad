pip install "unclosed torch
pip install ==2
