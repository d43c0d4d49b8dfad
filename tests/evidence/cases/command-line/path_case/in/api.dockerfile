RUN hf download sshleifer/tiny-gpt2
