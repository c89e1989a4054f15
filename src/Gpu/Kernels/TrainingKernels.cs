using ILGPU;

namespace Kiln.Gpu.Kernels;

/// <summary>Kernels that serve every network.</summary>
[GpuKernels]
internal static class TrainingKernels
{
    /// <summary>Threads of a group of each of them.</summary>
    public const int Threads = 256;

    /// <summary>Floats that have one entry in the table of updates: every array starts on a multiple of so many.</summary>
    public const int Stretch = 16;

    /// <summary>What a stretch follows: nothing, its gradient, or the moments of the batch.</summary>
    public const float Fixed = 0, Gradient = 1, Average = 2;

    /// <summary>One step of gradient descent with momentum for all arrays, as <see cref="Training.Sgd"/> takes it: <c>m ← momentum·m − (g + decay·w)</c>, <c>w ← w + rate·m</c>.</summary>
    /// <param name="weights">The arena of parameters.</param>
    /// <param name="gradients">Their gradients, in the same places.</param>
    /// <param name="momenta">The last steps.</param>
    /// <param name="table">For each stretch what it follows, its rate and its decay.</param>
    /// <param name="floats">Floats of the arena.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="momentum">How much of the last step stays.</param>
    /// <param name="decay">The weight decay.</param>
    /// <param name="nesterov">Whether to look ahead: 1 or 0.</param>
    public static void Descend(
        ArrayView<float> weights, ArrayView<float> gradients, ArrayView<float> momenta, ArrayView<float> table, int floats, float rate, float momentum, float decay, int nesterov)
    {
        int i = (Grid.IdxX * Threads) + Group.IdxX;
        if (i >= floats)
            return;

        int stretch = i / Stretch * 3;
        float follows = table[stretch], own = table[stretch + 1];
        if (follows == Fixed)
            return;

        float weight = weights[i], gradient = gradients[i];
        if (follows == Average)
        {
            weights[i] = ((1 - own) * weight) + (own * gradient);
            return;
        }

        // What is frozen keeps its momentum too.
        float decays = decay * table[stretch + 2];
        if (rate * own == 0 && decays == 0)
            return;

        float slope = gradient + (decays * weight);
        float next = (momentum * momenta[i]) - slope;
        momenta[i] = next;
        float step = nesterov != 0 ? (momentum * next) - slope : next;
        weights[i] = weight + (rate * own * step);
    }

    /// <summary>Images of a batch from bytes that lie on the device: each between two others and moved, as <see cref="Data.LetterJitter"/> does it, or as it is.</summary>
    /// <param name="pixels">All images, a byte a number.</param>
    /// <param name="values">What each of the 256 bytes stands for.</param>
    /// <param name="choices">For each image of the batch its number, its left and right neighbour (−1 for none), and how far it is moved across and down.</param>
    /// <param name="output">The maps of the batch.</param>
    /// <param name="labels">The labels of all images.</param>
    /// <param name="batchLabels">Those of the batch.</param>
    /// <param name="count">Images of the batch.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="channels">Its channels.</param>
    public static void Compose(
        ArrayView<byte> pixels,
        ArrayView<float> values,
        ArrayView<int> choices,
        ArrayView<float> output,
        ArrayView<int> labels,
        ArrayView<int> batchLabels,
        int count,
        int height,
        int width,
        int channels)
    {
        int row = width * channels, each = height * row;
        int i = (Grid.IdxX * Threads) + Group.IdxX;
        if (i >= count * each)
            return;

        int n = i / each, y = i / row % height, at = i % row;
        int image = choices[n * 5], left = choices[(n * 5) + 1], right = choices[(n * 5) + 2], dx = choices[(n * 5) + 3], dy = choices[(n * 5) + 4];
        if (i % each == 0)
            batchLabels[n] = labels[image];

        if (left < 0)
        {
            output[i] = values[(int)pixels[(image * each) + (i % each)]];
            return;
        }

        // The window at (dx, dy) of the strip of both neighbours half an image away, where the darker of neighbour and letter wins.
        int above = IntrinsicMath.Min(IntrinsicMath.Max(y + dy, 0), height - 1) * row;
        int from = ((width / 2) + dx) * channels, shift = dx * channels, within = at + shift;
        int neighbour = at < row - from ? pixels[(left * each) + above + from + at] : pixels[(right * each) + above + at - (row - from)];
        float value = values[neighbour];
        if (within >= 0 && within < row)
            value = IntrinsicMath.Min(value, values[(int)pixels[(image * each) + above + within]]);

        output[i] = value;
    }
}
