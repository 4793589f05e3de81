"""The inter-frame loss of random embeddings in plain PyTorch, forward and backward."""

import timing
import torch
from losses import inter_frame
from network import unit_rows


def main():
    settings = timing.options(__doc__, batch=32, memory=131072, threads=2, steps=15, warmup=3).parse_args()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(0)
    memory = unit_rows(settings.memory)
    keys = [unit_rows(settings.batch) for _ in range(3)]
    query = unit_rows(settings.batch).requires_grad_()

    def work():
        query.grad = None
        inter_frame(query, keys, memory).backward()

    seconds = timing.timed(work, settings.steps, settings.warmup)
    timing.tell(f"PyTorch {torch.__version__}", "loss", settings, seconds)


if __name__ == "__main__":
    main()
