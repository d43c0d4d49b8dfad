"""Hosts of hosted AI services, as names only: what is known about them lives with the facts."""

from __future__ import annotations

from scanner.evidence.words import words

#: Hosts matched exactly.
SERVICE_HOSTS = words(
    """
ai-gateway.helicone.ai ai-gateway.vercel.sh ai.routing.sh aihubmix.com aip.baidubce.com
api-inference.huggingface.co api-inference.modelscope.cn api-sherlock.cloudferro.com api.302.ai
api.abliteration.ai api.ai21.com api.aimlapi.com api.aleph-alpha.com api.ambient.xyz
api.anthropic.com api.anyapi.ai api.assemblyai.com api.avian.io api.baichuan-ai.com api.berget.ai
api.bfl.ai api.bfl.ml api.cerebras.ai api.chatanywhere.tech api.clarifai.com api.cohere.ai
api.cohere.com api.contextual.ai api.deepgram.com api.deepinfra.com api.deepl.com api.deepseek.com
api.elevenlabs.io api.endpoints.anyscale.com api.fireworks.ai api.friendli.ai
api.githubcopilot.com api.gmi-serving.com api.gooseai.com api.groq.com api.hunyuan.cloud.tencent.com
api.hyperbolic.xyz api.ideogram.ai api.inceptionlabs.ai api.inference.net api.inference.wandb.ai
api.intelligence.io.solutions api.jina.ai api.kimi.com api.kluster.ai api.lambda.ai
api.lambdalabs.com api.lepton.ai api.lingyiwanwu.com api.lkeap.cloud.tencent.com api.llama-api.com
api.llama.com api.llmgateway.io api.minimax.chat api.minimax.io api.minimaxi.chat
api.minimaxi.com api.mistral.ai api.monsterapi.ai api.moonshot.ai api.moonshot.cn
api.morphllm.com api.nlpcloud.io api.nova.amazon.com api.novita.ai api.openai-proxy.com
api.openai.com api.parasail.io api.perplexity.ai api.pixverse.ai api.poe.com api.portkey.ai
api.ppinfra.com api.qnaigc.com api.regolo.ai api.reka.ai api.replicate.com api.runpod.ai
api.runwayml.com api.sakana.ai api.sambanova.ai api.sarvam.ai api.scaleway.ai api.sensenova.cn
api.siliconflow.cn api.siliconflow.com api.stability.ai api.stepfun.ai
api.stepfun.com api.studio.nebius.ai api.studio.nebius.com api.suno.ai api.tbox.cn
api.together.ai api.together.xyz api.tokenfactory.nebius.com api.upstage.ai api.voyageai.com
api.writer.com api.x.ai api.xiaomimimo.com api.z.ai apis.iflow.cn
ark.ap-southeast.bytepluses.com ark.cn-beijing.volces.com ark.cn-beijing.volcengineapi.com
chat.d.run clovastudio.apigw.ntruss.com clovastudio.stream.ntruss.com codestral.mistral.ai
coding-intl.dashscope.aliyuncs.com coding-plan-endpoint.kuaecloud.net coding.dashscope.aliyuncs.com
dashscope-intl.aliyuncs.com dashscope-us.aliyuncs.com dashscope.aliyuncs.com fal.run
fast.poe.com gateway.ai.cloudflare.com generativelanguage.googleapis.com
gigachat.devices.sberbank.ru gpt.openapi.4paradigm.com hunyuan.tencentcloudapi.com
inference.baseten.co inference.do-ai.run inference.net inference.poolside.ai inference.samba.ai
integrate.api.nvidia.com ai.api.nvidia.com health.api.nvidia.com internlm-chat.intern-ai.org.cn
llm.api.cloud.yandex.net llm.chutes.ai maas-api.ml-platform-cn-beijing.volces.com
models.github.ai models.inference.ai.azure.com models.think.evroc.com moark.com nano-gpt.com
oai.endpoints.kepler.ai.cloud.ovh.net ollama.com open.bigmodel.cn open.volcengineapi.com
opencode.ai openrouter.ai qianfan.baidubce.com qianfan.bj.baidubce.com queue.fal.run
router.huggingface.co router.requesty.ai routellm.abacus.ai spark-api-open.xf-yun.com
spark-api.xf-yun.com text.octoai.run token-plan-ams.xiaomimimo.com token-plan-cn.xiaomimimo.com
tokenhub.tencentmaas.com visual.volcengineapi.com wss-api.minimax.chat yiyan.baidu.com zenmux.ai
"""
)

#: Ends of host names, each starting with a dot; a service gives every customer or region its own.
SERVICE_HOST_SUFFIXES = (
    ".openai.azure.com",
    ".services.ai.azure.com",
    ".inference.ai.azure.com",
    ".models.ai.azure.com",
    ".inference.ml.azure.com",
    ".cognitiveservices.azure.com",
    ".aiplatform.googleapis.com",
    "-aiplatform.googleapis.com",
    ".maas.aliyuncs.com",
    ".modelarts-maas.com",
    ".endpoints.huggingface.cloud",
    ".baseten.co",
    ".deepinfra.com",
    ".endpoints.anyscale.com",
    ".openrouter.ai",
    ".api.perplexity.ai",
    ".xf-yun.com",
    ".lepton.run",
    ".replicate.com",
)

#: Hosts that are a region of one service: ``bedrock-runtime.us-east-1.amazonaws.com``.
SERVICE_HOST_FORMS = (
    ("bedrock", ".amazonaws.com"),
    ("runtime.sagemaker", ".amazonaws.com"),
    ("bedrock", ".amazonaws.com.cn"),
    ("aiplatform", "googleapis.com"),
    ("ark.", ".volces.com"),
)
