wget https://github.com/xinntao/Real-ESRGAN/releases/download/v0.1.0/RealESRGAN_x4plus.pth -P weights
curl -LO https://huggingface.co/TheBloke/CodeLlama-7B-GGUF/resolve/main/codellama-7b.Q4_K_M.gguf
aria2c -o anything-v5.safetensors https://civitai.com/api/download/models/30163
gdown 1CWYz1LNOhvXlGuyPLM3SzKTOEAY-Kw_S -O u2net.onnx
./main -m ./models/wizardlm-13b-v1.2.Q5_K_S.gguf -f prompts/chat
python detect.py --weights yolov5s6.pt --source data/images
python infer.py --ckpt_path=logs/tacotron2_statedict.pt --out wav/out
tar czf backup.tgz weights/old
