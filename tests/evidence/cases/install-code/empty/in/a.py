x = 'pip install'
