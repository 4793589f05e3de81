"""The three losses as the authors compute them."""

import torch
from torch.nn.functional import cross_entropy

TEMPERATURE = 0.1


def inter_frame(query, keys, memory):
    """Each of the three keys against the whole memory, whose similarities are repeated for each."""
    negatives = (query @ memory.clone().detach().t()).repeat(len(keys), 1)
    positives = torch.cat([(query * key).sum(dim=1) for key in keys])[:, None]
    logits = torch.cat([positives, negatives], dim=1) / TEMPERATURE
    return cross_entropy(logits, torch.zeros(len(logits), dtype=torch.long))


def intra_frame(query, keys):
    """The key of the query's own frame against those of both others."""
    logits = torch.stack([(query * key).sum(dim=1) for key in keys], dim=1) / TEMPERATURE
    return cross_entropy(logits, torch.zeros(len(logits), dtype=torch.long))


def temporal_order(classifier, query, earlier, later, first):
    return cross_entropy(classifier(torch.cat([query, earlier, later], dim=1)), first)
