"""The network: a small BERT, averaged over its tokens, with one linear head a task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import nn
from torch.nn.functional import batch_norm
from transformers import BertConfig, BertModel

from encoder.source import Shape, Source

PAD = 1
PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "aln": "attention.output.LayerNorm",
    "oln": "output.LayerNorm",
}


class Network(nn.Module):
    """``vectors`` of conversations, and what the heads ``read`` in the means of their tokens."""

    def __init__(self, bert: BertModel, tasks: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        width = bert.config.hidden_size
        self.bert = bert
        # The vectors of this family of networks all point the same way: centre and scale them.
        self.centre = nn.BatchNorm1d(width)
        self.dropout = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({task: nn.Linear(width, len(tasks[task])) for task in tasks})

    def means(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Shape (n, width), from token ids and mask of shape (n, tokens)."""
        hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        weights = mask.to(hidden.dtype).unsqueeze(-1)
        return (hidden * weights).sum(1) / weights.sum(1)

    def vectors(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """The means centred and scaled, shape (n, width): what the heads stand on."""
        return self.centre(self.means(ids, mask))

    def read(self, means: torch.Tensor) -> dict[str, torch.Tensor]:
        """Scores by task, each of shape (n, labels)."""
        vectors = self.dropout(self.centre(means))
        return {task: head(vectors) for task, head in self.heads.items()}

    def read_replies(self, means: torch.Tensor) -> torch.Tensor:
        """Scores of support, (n, labels), of short replies: centred as whole messages are, for
        they are too unlike them to have a part in the centre."""
        own = self.centre
        parts = (own.running_mean, own.running_var, own.weight, own.bias)
        vectors = batch_norm(means.float(), *parts, training=False, eps=own.eps)
        return self.heads["support"](self.dropout(vectors))


def build_bert(source: Source, kept: Sequence[int]) -> BertModel:
    """The network of the source with only the ``kept`` rows of its vocabulary."""
    shape = source.shape
    bert = BertModel(_config(shape, len(kept)), add_pooling_layer=False)
    state = {f"embeddings.{name}": value for name, value in _embeddings(source, kept).items()}
    for layer in range(shape.layers):
        for short, long in PARTS.items():
            prefix = f"encoder.layer.{layer}.{long}"
            weight = source.tensor(f"l{layer}.{short}.w", *_size(short, shape))
            bias = source.tensor(f"l{layer}.{short}.b", len(weight))
            state[f"{prefix}.weight"] = torch.tensor(weight)
            state[f"{prefix}.bias"] = torch.tensor(bias)
    bert.load_state_dict(state)
    return bert


def _config(shape: Shape, words: int) -> BertConfig:
    return BertConfig(
        vocab_size=words,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.kinds,
        pad_token_id=PAD,
    )


def _embeddings(source: Source, kept: Sequence[int]) -> dict[str, torch.Tensor]:
    shape = source.shape
    tensors = {
        "word_embeddings.weight": source.tensor("emb.word", shape.vocabulary, shape.hidden)[kept],
        "position_embeddings.weight": source.tensor("emb.pos", shape.positions, shape.hidden),
        "token_type_embeddings.weight": source.tensor("emb.type", shape.kinds, shape.hidden),
        "LayerNorm.weight": source.tensor("emb.ln.w", shape.hidden),
        "LayerNorm.bias": source.tensor("emb.ln.b", shape.hidden),
    }
    return {name: torch.tensor(value) for name, value in tensors.items()}


def _size(part: str, shape: Shape) -> tuple[int, ...]:
    if part in ("aln", "oln"):
        return (shape.hidden,)
    return {"fi": (shape.inner, shape.hidden), "fo": (shape.hidden, shape.inner)}.get(
        part, (shape.hidden, shape.hidden)
    )
