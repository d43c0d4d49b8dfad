import lm_eval
import mteb
from lm_eval.models.huggingface import HFLM


def harness():
    return lm_eval.simple_evaluate(
        model="hf",
        model_args="pretrained=EleutherAI/pythia-1.4b,revision=step100000,dtype=float16",
        tasks=["hellaswag", "arc_easy"],
    )


def wrapped():
    return HFLM(pretrained="EleutherAI/gpt-neo-1.3B", batch_size=8)


def benchmark():
    model = mteb.get_model("intfloat/multilingual-e5-small")
    tasks = mteb.get_tasks(tasks=["Banking77Classification", "STS17"])
    return mteb.MTEB(tasks=tasks).run(model, output_folder="results/e5-small")
