"""The network of the paper in plain PyTorch: ResNet-18 or -50, three projection heads, a classifier of the order."""

import torch
from torch import nn
from torch.nn import functional

STAGES = {18: (2, 2, 2, 2), 50: (3, 4, 6, 3)}
EMBEDDING = 128


def normalised_convolution(inputs, outputs, kernel, stride=1):
    convolution = nn.Conv2d(inputs, outputs, kernel, stride, padding=kernel // 2, bias=False)
    return [convolution, nn.BatchNorm2d(outputs)]


class Residual(nn.Module):
    """A block of two convolutions of 3 x 3, or of 1 x 1, 3 x 3 and 1 x 1, beside its shortcut."""

    def __init__(self, inputs, width, stride, bottleneck):
        super().__init__()
        if bottleneck:
            self.outputs = 4 * width
            layers = normalised_convolution(inputs, width, 1) + [nn.ReLU(inplace=True)]
            layers += normalised_convolution(width, width, 3, stride) + [nn.ReLU(inplace=True)]
            layers += normalised_convolution(width, self.outputs, 1)
        else:
            self.outputs = width
            layers = normalised_convolution(inputs, width, 3, stride) + [nn.ReLU(inplace=True)]
            layers += normalised_convolution(width, width, 3)
        self.body = nn.Sequential(*layers)
        same = stride == 1 and inputs == self.outputs
        self.shortcut = nn.Identity() if same else nn.Sequential(*normalised_convolution(inputs, self.outputs, 1, stride))

    def forward(self, x):
        return functional.relu(self.body(x).add_(self.shortcut(x)), inplace=True)


class Network(nn.Module):
    def __init__(self, depth):
        super().__init__()
        blocks, channels = [], 64
        for stage, count in enumerate(STAGES[depth]):
            for number in range(count):
                stride = 2 if stage > 0 and number == 0 else 1
                blocks.append(Residual(channels, 64 * 2**stage, stride, bottleneck=depth >= 50))
                channels = blocks[-1].outputs
        stem = normalised_convolution(3, 64, 7, 2) + [nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, padding=1)]
        self.trunk = nn.Sequential(*stem, *blocks, nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.inter, self.intra, self.order = (self.head(channels) for _ in range(3))
        self.classifier = nn.Linear(3 * EMBEDDING, 2)

    @staticmethod
    def head(channels):
        return nn.Sequential(nn.Linear(channels, channels), nn.ReLU(inplace=True), nn.Linear(channels, EMBEDDING))

    def forward(self, images):
        """Three unit embeddings of each image."""
        features = self.trunk(images)
        return [functional.normalize(head(features), dim=1) for head in (self.inter, self.intra, self.order)]


def memory_format(settings):
    return torch.channels_last if settings.channels_last else torch.contiguous_format


def precision(settings):
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bf16)


def unit_rows(count):
    return functional.normalize(torch.randn(count, EMBEDDING), dim=1)
