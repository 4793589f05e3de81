"""A whole step of training in plain PyTorch, with three separate passes for the keys."""

import copy

import timing
import torch
from losses import inter_frame, intra_frame, temporal_order
from network import Network, memory_format, precision, unit_rows


class Training:
    def __init__(self, settings):
        self.settings = settings
        layout = memory_format(settings)
        self.online = Network(settings.depth).to(memory_format=layout)
        self.slow = copy.deepcopy(self.online)
        self.optimizer = torch.optim.SGD(self.online.parameters(), lr=0.03, momentum=0.9, weight_decay=1e-4)
        self.memory, self.position = unit_rows(settings.memory), 0
        size = (settings.batch, 3, settings.pixels, settings.pixels)
        self.query, *self.views = (torch.randn(size).contiguous(memory_format=layout) for _ in range(4))
        self.first = torch.arange(settings.batch) % 2

    def step(self):
        with torch.no_grad(), precision(self.settings):
            keys = [[part.float() for part in self.slow(view)] for view in self.views]
        with precision(self.settings):
            query = [part.float() for part in self.online(self.query)]
        inter, intra, order = zip(*keys)
        loss = inter_frame(query[0], inter, self.memory) + intra_frame(query[1], intra)
        loss = loss + temporal_order(self.online.classifier, query[2], order[1], order[2], self.first)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        self.follow()
        self.enqueue(torch.cat(inter))

    @torch.no_grad()
    def follow(self):
        for slow, fast in zip(self.slow.parameters(), self.online.parameters()):
            slow.mul_(0.999).add_(fast, alpha=0.001)

    @torch.no_grad()
    def enqueue(self, keys):
        rows = (self.position + torch.arange(len(keys))) % len(self.memory)
        self.memory[rows] = keys
        self.position = (self.position + len(keys)) % len(self.memory)


def main():
    parser = timing.options(
        __doc__, ["channels-last", "bf16"], depth=18, pixels=112, batch=32, memory=4096, threads=2, steps=8, warmup=3
    )
    settings = parser.parse_args()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(0)
    seconds = timing.timed(Training(settings).step, settings.steps, settings.warmup)
    timing.tell(f"PyTorch {torch.__version__}", "step", settings, seconds)


if __name__ == "__main__":
    main()
