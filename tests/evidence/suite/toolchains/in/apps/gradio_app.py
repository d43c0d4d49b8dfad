import gradio as gr
import streamlit as st
from gradio_client import Client
from transformers import pipeline

demo = gr.load("models/google/flan-t5-xl")
space = Client("black-forest-labs/FLUX.1-schnell")
generator = pipeline("text2text-generation", "google/flan-t5-small", device_map="auto")

with gr.Blocks(title="demo/app") as ui:
    choice = gr.Dropdown(
        ["HuggingFaceH4/zephyr-7b-beta", "tiiuae/falcon-40b-instruct"],
        value="HuggingFaceH4/zephyr-7b-beta",
        label="Model",
    )
    size = gr.Radio(["small/fast", "large/slow"], label="Speed")

picked = st.selectbox("Model", ["gpt-4o-mini", "claude-3-haiku-20240307"])
page = st.sidebar.radio("Page", ["home/start", "about/us"])
st.markdown("Powered by **meta-llama/Llama-3.1-8B-Instruct** and `gpt-4o`")
