"""What follows the gradients in plain PyTorch: the optimiser's step, then the slow network follows."""

import copy

import timing
import torch
from network import Network


def main():
    settings = timing.options(__doc__, depth=18, threads=2, steps=30, warmup=5).parse_args()
    torch.set_num_threads(settings.threads)
    torch.manual_seed(0)
    online = Network(settings.depth)
    slow = copy.deepcopy(online)
    parameters = list(online.parameters())
    gradients = [parameter.detach().clone() for parameter in parameters]
    optimizer = torch.optim.SGD(parameters, lr=0.03, momentum=0.9, weight_decay=1e-4)

    def before():
        for parameter, gradient in zip(parameters, gradients):
            parameter.grad = gradient.clone()

    def work():
        optimizer.step()
        optimizer.zero_grad()
        with torch.no_grad():
            for followed, parameter in zip(slow.parameters(), parameters):
                followed.mul_(0.999).add_(parameter, alpha=0.001)

    seconds = timing.timed(work, settings.steps, settings.warmup, before)
    timing.tell(f"PyTorch {torch.__version__}", "update", settings, seconds)


if __name__ == "__main__":
    main()
