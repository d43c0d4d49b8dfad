import subprocess, sys, os
subprocess.check_call([sys.executable, "-m", "pip", "install", "torch==2.3.0", name])
os.system("pip install rich && pip install typer")
image = Image.debian_slim().pip_install("vllm==0.5", ["accelerate"]).uv_pip_install("peft")
subprocess.run(f"pip install {name} einops", shell=True)
print("pip install printed")
