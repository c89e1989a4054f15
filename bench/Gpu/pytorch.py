"""The peer of gpubench: the character network's training step and VGG-16 forward with PyTorch, on the same device.

Prints microseconds or milliseconds, the median of five means. `python3 pytorch.py`; needs torch and torchvision.
"""
import time

import torch
import torch.nn as nn
import torch.nn.functional as functional
import torchvision

DEVICE = "cuda"
torch.backends.cudnn.benchmark = True


class CharacterCnn(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 20, 5), nn.Conv2d(20, 50, 5)
        self.conv3, self.scores = nn.Conv2d(50, 500, 4), nn.Conv2d(500, 26, 2)

    def forward(self, x):
        x = functional.max_pool2d(self.conv1(x), 2)
        x = functional.max_pool2d(self.conv2(x), 2)
        return self.scores(functional.relu(self.conv3(x))).flatten(1)


def allow_tf32(allowed):
    torch.backends.cuda.matmul.allow_tf32 = allowed
    torch.backends.cudnn.allow_tf32 = allowed


def seconds(run, count):
    for _ in range(10):
        run()
    torch.cuda.synchronize()
    means = []
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(count):
            run()
        torch.cuda.synchronize()
        means.append((time.perf_counter() - start) / count)
    return sorted(means)[2]


def captured(run):
    """The replay of a graph of what a call queues."""
    stream = torch.cuda.Stream()
    stream.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(stream):
        for _ in range(5):
            run()
    torch.cuda.current_stream().wait_stream(stream)
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        run()
    return graph.replay


def training_step(batch, mode):
    torch.manual_seed(1)
    net = CharacterCnn().to(DEVICE)
    optimizer = torch.optim.SGD(net.parameters(), lr=1e-6, momentum=0.9, weight_decay=5e-4, fused=True)
    images = torch.randn(batch, 1, 32, 32, device=DEVICE) * 25
    labels = torch.randint(0, 26, (batch,), device=DEVICE)
    forward = torch.compile(net) if mode == "compile" else net

    def step():
        optimizer.zero_grad(set_to_none=True)
        functional.cross_entropy(forward(images), labels).backward()
        optimizer.step()

    return seconds(captured(step) if mode == "graph" else step, 200)


def vgg16(batch):
    net = torchvision.models.vgg16(weights=None).eval().to(DEVICE)
    images = torch.randn(batch, 3, 224, 224, device=DEVICE)
    with torch.no_grad():
        return seconds(captured(lambda: net(images)), 10)


if __name__ == "__main__":
    print(torch.cuda.get_device_name(), "torch", torch.__version__, "cudnn", torch.backends.cudnn.version())
    for batch in (100, 1000):
        for tf32 in (False, True):
            allow_tf32(tf32)
            for mode in ("eager", "compile", "graph") if batch == 100 and not tf32 else ("eager", "graph"):
                print(f"CharacterCnn, training, batch {batch}, {'tf32' if tf32 else 'float32'}, {mode}: {training_step(batch, mode) * 1e6:.1f} µs a step", flush=True)
    for batch in (1, 16, 64):
        for tf32 in (False, True):
            allow_tf32(tf32)
            print(f"VGG-16, forward, batch {batch}, {'tf32' if tf32 else 'float32'}, graph: {vgg16(batch) * 1e3:.2f} ms", flush=True)
