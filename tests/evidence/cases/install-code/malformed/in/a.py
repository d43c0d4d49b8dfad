os.system('pip install x'
