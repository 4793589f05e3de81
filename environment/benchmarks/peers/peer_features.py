"""The pooled features of random images in plain PyTorch, in evaluation mode."""

import statistics

import timing
import torch
from network import Network, memory_format, precision


def main():
    parser = timing.options(
        __doc__, ["channels-last", "bf16"], depth=50, pixels=224, batch=30, threads=2, steps=4, warmup=1
    )
    settings = parser.parse_args()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(0)
    layout = memory_format(settings)
    trunk = Network(settings.depth).trunk.eval().to(memory_format=layout)
    images = torch.randn(settings.batch, 3, settings.pixels, settings.pixels).contiguous(memory_format=layout)
    with torch.inference_mode(), precision(settings):
        seconds = timing.timed(lambda: trunk(images), settings.steps, settings.warmup)
    rate = settings.batch / statistics.median(seconds)
    timing.tell(f"PyTorch {torch.__version__}", "features", settings, seconds, frames_per_second=rate)


if __name__ == "__main__":
    main()
