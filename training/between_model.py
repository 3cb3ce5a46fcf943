"""The encoder of all parties of a sentence: its layers, how it begins, and its files in the package.

Needs torch, onnx, onnxruntime (the extra [train]). Trained by between.py; model card: between.md.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from pair_encoder import start
from pair_rows import LABELS
from torch import nn
from torch.nn import functional

from detente.reading.between import FILES

KNOWLEDGE = Path(__file__).resolve().parent.parent / "src/detente/knowledge"
LAYERS, WIDTH, HEADS, DROPPED = 4, 384, 6, 0.2


class Parties(nn.Module):
    """Layers over a sentence whose parties are marked, and one of attention that asks about two of them."""

    def __init__(self) -> None:
        super().__init__()
        encoder = start()[0].encoder
        self.embeddings, self.layers = encoder.embeddings, encoder.encoder.layer[:LAYERS]
        self.embeddings.requires_grad_(False)
        self.embeddings.token_type_embeddings.weight.requires_grad_(True)
        self.actor, self.recipient, self.first = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH), nn.LayerNorm(WIDTH)
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.second, self.third = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.head, self.drop = nn.Linear(3 * WIDTH, len(LABELS)), nn.Dropout(DROPPED)

    def read(self, words: torch.Tensor, marked: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Vectors (texts, pieces, 384) of words' vectors; `marked`: 1 where a piece is of a party."""
        hidden = self.embeddings(inputs_embeds=words, token_type_ids=marked)
        barred = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            made = layer(hidden, barred)
            hidden = made[0] if isinstance(made, tuple) else made
        return hidden

    def ask(
        self,
        actor: torch.Tensor,
        recipient: torch.Tensor,
        keys: torch.Tensor,
        values: torch.Tensor,
        inside: torch.Tensor | None = None,
    ) -> torch.Tensor:
        """Scores (texts, questions, 17) of the mean vectors of two parties; `inside`: pieces of the sentence asked."""
        actor, recipient = self.drop(actor), self.drop(recipient)
        asked = self.first(self.actor(actor) + self.recipient(recipient))
        query, keys, values = (
            part.reshape(part.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query(asked), keys, values)
        )
        likeness = query @ keys.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
        if inside is not None:
            likeness = likeness + ((1.0 - inside) * -1e4)[:, None]
        seen = (torch.softmax(likeness, -1) @ values).transpose(1, 2).reshape(asked.shape)
        asked = self.second(asked + self.drop(self.out(seen)))
        asked = self.third(asked + self.drop(self.narrow(functional.gelu(self.wide(asked)))))
        return self.head(self.drop(torch.cat([asked, actor, recipient], -1)))

    def forward(self, batch: dict[str, torch.Tensor]) -> torch.Tensor:
        """Scores of all that a batch asks, (texts, questions, 17)."""
        hidden = self.read(self.embeddings.word_embeddings(batch["numbers"]), batch["marked"], batch["mask"])
        sides = (
            batch[name] @ hidden / batch[name].sum(-1, keepdim=True).clamp(min=1) for name in ("actor", "recipient")
        )
        return self.ask(*sides, self.key(hidden), self.value(hidden), batch["sentence"])


class _Reads(nn.Module):
    def __init__(self, model: Parties) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: torch.Tensor, marked: torch.Tensor) -> tuple[torch.Tensor, ...]:
        hidden = self.model.read(words, marked)
        return hidden, self.model.key(hidden), self.model.value(hidden)


class _Asks(nn.Module):
    def __init__(self, model: Parties) -> None:
        super().__init__()
        self.model = model

    def forward(self, *given: torch.Tensor) -> torch.Tensor:
        return self.model.ask(given[0][None], given[1][None], *given[2:])[0]


def export(model: Parties, folder: Path) -> None:
    """Write the two parts with 8-bit weights: what reads a sentence, and what answers for two of its parties."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    whole, many = folder / "whole.onnx", torch.randn(1, 7, WIDTH)
    pair = torch.randn(1, WIDTH), torch.randn(1, WIDTH)
    for part, given, names, outs, target in (
        (
            _Reads(model),
            (many, torch.zeros(1, 7, dtype=torch.long)),
            ("words", "marked"),
            ("hidden", "keys", "values"),
            FILES[0],
        ),
        (_Asks(model), (*pair, many, many), ("actor", "recipient", "keys", "values"), ("scores",), FILES[1]),
    ):
        axes = {name: {1: "length"} for name in (*names, *outs) if name not in ("actor", "recipient", "scores")}
        torch.onnx.export(part.eval(), given, str(whole), input_names=list(names), output_names=list(outs),
                          dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
        quantize_dynamic(whole, folder / target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    whole.unlink()


def unpacked(path: Path) -> dict[str, torch.Tensor]:
    """The weights of a model of the package out of 8 bits, by their names; those of a layer by the name of its bias."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(path)).graph
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    out = {name: array for name, array in kept.items() if name.endswith((".bias", ".weight"))}
    packed = {name.removesuffix("_quantized") for name in kept if name.endswith("_quantized")}
    whole = {
        name: (kept[f"{name}_quantized"].astype(np.float32) - kept[f"{name}_zero_point"]) * kept[f"{name}_scale"]
        for name in packed
    }
    out |= {name: array for name, array in whole.items() if name.endswith(".weight")}
    users = {name: node for node in reversed(graph.node) for name in node.input}
    for node in graph.node:
        name = node.input[1].removesuffix("_quantized") if node.op_type == "MatMulInteger" else ""
        if name not in whole:
            continue
        after = users[node.output[0]]
        while not (bias := [given for given in after.input if given.endswith(".bias")]):
            after = users[after.output[0]]
        out[bias[0].removesuffix("bias") + "weight"] = whole[name].T
    return {name: torch.tensor(array) for name, array in out.items()}


def begun(*, anew: bool) -> Parties:
    """The model before training: the package's; `anew`: its layers as those of `pair_types.*`, all else at random."""
    files = ("pair_types.lower.onnx", "pair_types.upper.onnx") if anew else FILES
    known = {name: array for file in files for name, array in unpacked(KNOWLEDGE / file).items()}
    model = Parties()
    if anew:
        layers = {name.split("encoder.layer.")[1]: array for name, array in known.items() if "encoder.layer." in name}
        model.layers.load_state_dict({n: array for n, array in layers.items() if int(n.split(".")[0]) < LAYERS})
        return model
    words = model.embeddings.word_embeddings.weight  # they stay as they are
    known = {name.removeprefix("model."): array for name, array in known.items()}
    model.load_state_dict({"embeddings.word_embeddings.weight": words, **known})
    return model
