"""PyTorch on the networks of Gmnm.Benchmarks.Gpu, with the weights and batches that its --files wrote.

    python3 torch_gpu.py --files FOLDER [--json gmnm.json] [--device cpu] [--quick] [--no-compile] [--no-tf32] [--no-graphs]

Compares loss, output and gradients first, then times a prediction and a step with Adam of a batch that is on the
device: eager, eager recorded in a CUDA graph, and compiled; without and with TF32. With --json, what Gmnm.Benchmarks.Gpu
wrote stands in the same table, in the columns of the same meaning. The products of the first network come last, by cuBLAS.
"""
import argparse
import json
import math
import os
import statistics
import sys
import time
import typing

import torch
import torch.nn.functional as F

TYPES = {"F32": torch.float32}


def read_safetensors(path):
    """All tensors of a file, and its metadata."""
    with open(path, "rb") as file:
        data = file.read()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8:8 + length])
    metadata = header.pop("__metadata__", {})
    body = bytearray(data[8 + length:])
    tensors = {}
    for name, entry in header.items():
        start, end = entry["data_offsets"]
        flat = torch.frombuffer(body, dtype=TYPES[entry["dtype"]], count=(end - start) // 4, offset=start)
        tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors, metadata


def mixture(p, x):
    """Projections and centres in one product; the distance of a component is a sum over its projections."""
    weight, centers = p["gmnm1.projections"], p["gmnm1.centers"]
    components, count, features = weight.shape
    offsets = (weight * centers.unsqueeze(1)).sum(-1).reshape(-1)
    projected = torch.addmm(-offsets, x, weight.reshape(components * count, features).t())
    distance = projected.view(-1, components, count).square().sum(-1)
    return F.linear(torch.exp(-0.5 * distance), p["gmnm1.mixture"], p["gmnm1.bias"])


def perceptron(p, x):
    return F.linear(F.relu(F.linear(x, p["linear1.weight"], p["linear1.bias"])), p["linear2.weight"], p["linear2.bias"])


def images(p, x):
    names = list(p)
    for weight, bias in ((names[0], names[1]), (names[2], names[3])):
        x = F.max_pool2d(F.relu(F.conv2d(x, p[weight], p[bias], padding=1)), 2)
    return F.linear(x.flatten(1), p[names[4]], p[names[5]])


class Forecaster:
    """The library's own LSTM: cuDNN's on a GPU, which wants its weights in one block. Its second bias is 0."""

    def __init__(self, p):
        units, features = p["lstm1.hiddenWeight"].shape[-1], p["lstm1.inputWeight"].shape[-1]
        self.lstm = torch.nn.LSTM(features, units, batch_first=True, device=p["lstm1.bias"].device)
        names = {"lstm1.inputWeight": "weight_ih_l0", "lstm1.hiddenWeight": "weight_hh_l0", "lstm1.bias": "bias_ih_l0"}
        with torch.no_grad():
            self.lstm.bias_hh_l0.zero_().requires_grad_(False)
            for ours, theirs in names.items():
                own = getattr(self.lstm, theirs)
                own.copy_(p[ours].reshape(own.shape))
                p[ours] = own

    def __call__(self, p, x):
        _, (last, _) = self.lstm(x)
        return F.linear(last.reshape(x.shape[0], -1), p["linear1.weight"], p["linear1.bias"])


def attention(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v)
    return torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), -1) @ v


def encoder(p, x, heads=4):
    def pair(name):
        return p[f"transformerBlock1.{name}.weight"], p[f"transformerBlock1.{name}.bias"]

    batch, steps, features = x.shape
    normal = F.layer_norm(x, (features,), *pair("norm1"))
    weights, biases = zip(*(pair(f"attention.{name}") for name in ("query", "key", "value")))
    parts = F.linear(normal, torch.cat(weights), torch.cat(biases))
    q, k, v = parts.view(batch, steps, 3, heads, features // heads).permute(2, 0, 3, 1, 4).unbind(0)
    mixed = attention(q, k, v).transpose(1, 2).reshape(batch, steps, features)
    x = x + F.linear(mixed, *pair("attention.output"))
    hidden = F.gelu(F.linear(F.layer_norm(x, (features,), *pair("norm2")), *pair("feedForward.hidden")))
    return x + F.linear(hidden, *pair("feedForward.output"))


NETWORKS = {
    "DigitMixture": lambda p: mixture,
    "DigitClassifier": lambda p: perceptron,
    "SmallMixture": lambda p: mixture,
    "ImageClassifier": lambda p: images,
    "EncoderBlock": lambda p: encoder,
    "SeriesForecaster": Forecaster,
}


class Mode(typing.NamedTuple):
    name: str
    compiled: bool = False
    tf32: bool = False
    graph: bool = False


class Contender:
    def __init__(self, path, device):
        tensors, metadata = read_safetensors(path)
        self.name = metadata["name"]
        tensors = {name: tensor.to(device) for name, tensor in tensors.items()}
        order = [name for name in tensors if "/" not in name]
        self.gradients = {name: tensors["gradient/" + name] for name in order}
        self.p = {name: tensors[name].requires_grad_() for name in order}
        self.x, self.target = tensors["batch/input"], tensors["batch/target"]
        self.output, self.wanted_loss = tensors["batch/output"], tensors["batch/loss"]
        self.batch = self.x.shape[0]
        self.network = NETWORKS[metadata["network"]](self.p)
        self.is_class = metadata["network"] in ("DigitMixture", "DigitClassifier", "SmallMixture", "ImageClassifier")
        self.target = self.target.long().flatten() if self.is_class else self.target.reshape(self.output.shape)
        self.forward, self.loss_of = self._forward, self._loss

    def _forward(self, x):
        return self.network(self.p, x)

    def _loss(self, x, target):
        y = self.network(self.p, x)
        return F.cross_entropy(y, target) if self.is_class else F.mse_loss(y, target)

    def use(self, mode):
        self.forward = torch.compile(self._forward) if mode.compiled else self._forward
        self.loss_of = torch.compile(self._loss) if mode.compiled else self._loss
        fused = {"fused": True, "capturable": mode.graph} if self.x.is_cuda else {}
        self.adam = torch.optim.Adam(self.p.values(), lr=1e-7, **fused)
        self.predict, self.train = recorded(self._predict) if mode.graph else self._predict, None if mode.graph else self._train

    def _predict(self):
        with torch.no_grad():
            return self.forward(self.x)

    def _train(self):
        self.adam.zero_grad(set_to_none=True)
        loss = self.loss_of(self.x, self.target)
        loss.backward()
        self.adam.step()
        return loss

    def step(self, reads_loss):
        # Recording takes steps, which come after the comparison.
        self.train = self.train or recorded(self._train)
        loss = self.train()
        return loss.item() if reads_loss else None

    def difference(self):
        """The worst of output, loss and gradients, each as a share of its greatest element."""
        worst = share(self.predict(), self.output, 0)
        loss = self.loss_of(self.x, self.target)
        worst = max(worst, share(loss.detach(), self.wanted_loss[0], 0))
        gradients = torch.autograd.grad(loss, list(self.p.values()))
        greatest = max(g.abs().max().item() for g in self.gradients.values())
        for name, gradient in zip(self.p, gradients):
            # All rounding, as that of a bias of keys is.
            least = 0.1 * greatest if self.gradients[name].abs().max().item() < 1e-5 * greatest else 0
            worst = max(worst, share(gradient, self.gradients[name], least))
        return worst


def recorded(call):
    """The call as one launch of a CUDA graph, which writes the same result each time."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(3):
            call()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        result = call()

    def replay():
        graph.replay()
        return result

    return replay


def products(contender, wait, quick):
    """Each product of a GMNM layer's projections alone, twenty in a graph."""
    weight = contender.p["gmnm1.projections"].detach().flatten(0, 1)
    x = contender.x
    projected = x @ weight.t()
    for name, call in (
            ("projections", lambda: x @ weight.t()),
            ("gradient of projections", lambda: projected.t() @ x),
            ("gradient of the input", lambda: projected @ weight)):
        time = median(recorded(lambda: [call() for _ in range(20)]), wait, quick) / 20
        count = projected.shape[0] * projected.shape[1] * x.shape[1]
        print(f"cuBLAS, {name:30} {time:10.1f} us {2e-6 * count / time:6.1f} TFLOP/s")


def share(got, wanted, least):
    difference = (got - wanted).abs().max().item()
    return difference / max(least, wanted.abs().max().item(), 1e-30) if math.isfinite(difference) else math.inf


def median(call, wait, quick):
    """Microseconds of a call: the median of rounds of at least 10 ms."""
    def timed(calls):
        start = time.perf_counter()
        for _ in range(calls):
            call()
        wait()
        return (time.perf_counter() - start) * 1e6 / calls

    if quick:
        call()
        return timed(1)
    for _ in range(5):
        call()
    wait()
    calls = min(500, max(1, int(10_000 / timed(5))))
    return statistics.median(timed(calls) for _ in range(15))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", required=True)
    parser.add_argument("--json")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--no-compile", action="store_true")
    parser.add_argument("--no-tf32", action="store_true")
    parser.add_argument("--no-graphs", action="store_true")
    options = parser.parse_args()
    is_cuda = options.device.startswith("cuda")
    wait = torch.cuda.synchronize if is_cuda else (lambda: None)
    compiles = hasattr(torch, "compile") and not options.no_compile
    modes = [Mode("eager"), Mode("eager, graph", graph=True), Mode("eager, TF32", tf32=True)]
    modes += [Mode("compiled", compiled=True), Mode("compiled, TF32", compiled=True, tf32=True)] if compiles else []
    modes = [mode for mode in modes if (is_cuda or not (mode.graph or mode.tf32))
             and not (options.no_tf32 and mode.tf32) and not (options.no_graphs and mode.graph)]

    ours = {}
    if options.json:
        with open(options.json, encoding="utf-8") as file:
            ours = {network["Name"]: network for network in json.load(file)["Networks"]}

    print(f"torch {torch.__version__} on {torch.cuda.get_device_name() if is_cuda else 'cpu'}; microseconds")
    print(f"{'network':38} {'batch':>6} {'':16} {'forward':>10} {'step':>10} {'+ loss':>10} {'difference':>11}")
    failed = False
    paths = [os.path.join(options.files, name + ".safetensors") for name in NETWORKS]
    for path in (path for path in paths if os.path.exists(path)):
        contender = Contender(path, options.device)
        row = f"{contender.name:38} {contender.batch:6}"
        gmnm = ours.get(contender.name)
        if gmnm and gmnm["Batch"] == contender.batch:
            print(f"{row} {'Gmnm':16} {gmnm['Forward']:10.1f} {gmnm['SilentStep']:10.1f} {gmnm['Step']:10.1f}")
        for mode in modes:
            torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = mode.tf32
            # Each contender starts from the same weights: steps of 1e-7 leave them.
            contender = Contender(path, options.device)
            contender.use(mode)
            try:
                difference = contender.difference()
                times = [
                    median(contender.predict, wait, options.quick),
                    median(lambda: contender.step(False), wait, options.quick),
                    median(lambda: contender.step(True), wait, options.quick)]
            except Exception as error:  # A mode that the machine has not, such as a compiler without its C compiler.
                print(f"{row} {mode.name:16} {type(error).__name__}: {str(error).splitlines()[0][:80]}")
                continue
            agrees = difference <= (1e-2 if mode.tf32 else 1e-4)
            failed |= not agrees and not mode.tf32
            print(f"{row} {mode.name:16} " + " ".join(f"{value:10.1f}" for value in times)
                  + f" {difference:11.1e}{'' if agrees else ' DISAGREES'}", flush=True)
            if mode.compiled:
                torch._dynamo.reset()
    if is_cuda and os.path.exists(paths[0]):
        torch.backends.cuda.matmul.allow_tf32 = False
        products(Contender(paths[0], options.device), wait, options.quick)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
