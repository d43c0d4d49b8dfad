COMMANDS = ["apt", "install", "pip"]
log("pip install x")
subprocess.run(["npm", "install", "y"])
