using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Kiln.Numerics;
using Kiln.Training;

namespace Kiln.Data;

/// <summary>What a layer of a network computes of images, as images for another network: the features on which a new head is trained.</summary>
/// <remarks>
/// The network infers: nothing is dropped, and batch normalisations use their kept moments. Its parameters must stay as they are, and nobody else may run it while an image is read. Each is computed
/// when it is read, by itself, until <see cref="TryKeep"/> has computed all of them; from then on they are copied and the network is not needed any more. Labels and targets are those of the images.
/// </remarks>
/// <example><code>
/// LayerOutputs features = new(pictures, trained, nameof(trained.Pool5));
/// if (!features.TryKeep(mostBytes: 1L &lt;&lt; 30, out string reason))
///     Console.WriteLine($"computed again in every epoch: {reason}");
/// new Trainer(head).Run(features);
/// </code></example>
public sealed class LayerOutputs : IImageSource
{
    private readonly IImageSource images;
    private readonly ImageNetwork network;
    private readonly int layer;
    private readonly Lock guard = new();
    private readonly float[] image;
    private float[][] kept = [];
    private int[] keptLabels = [];
    private float[] keptTargets = [];

    /// <summary>The outputs of a layer.</summary>
    /// <param name="images">What the network reads.</param>
    /// <param name="network">The network, with its parameters.</param>
    /// <param name="layer">The name of the layer; null for the scores.</param>
    /// <exception cref="ArgumentException">The network reads other images, or has no such layer.</exception>
    /// <exception cref="InvalidOperationException">The layer's output is not stored; the message says what to declare.</exception>
    public LayerOutputs(IImageSource images, ImageNetwork network, string? layer = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(network);
        NetworkDescription description = network.Description;
        Shape read = description.InputCount == 1 ? description.InputShape : new Shape(1, 1, description.InputFloats);
        if (images.Shape != read)
            throw new ArgumentException($"the images are {images.Shape}, but {description.Name} reads {read}", nameof(images));

        (this.images, this.network) = (images, network);
        this.layer = description.Layers.ToList().FindLastIndex(candidate => !candidate.IsLoss && (layer is null || candidate.Name == layer));
        if (this.layer < 0)
        {
            string names = string.Join(", ", description.Layers.Where(candidate => !candidate.IsLoss).Select(candidate => candidate.Name));
            throw new ArgumentException($"{description.Name} has no layer '{layer}' with an output; it has {names}", nameof(layer));
        }

        // Of no image yet, but it tells whether the output is stored.
        _ = network.LayerOutput(this.layer);
        image = new float[read.Count];
    }

    /// <inheritdoc/>
    public int Count => images.Count;

    /// <inheritdoc/>
    public Shape Shape => network.Description.Layers[layer].OutputShape;

    /// <inheritdoc/>
    public int LabelsPerImage => images.LabelsPerImage;

    /// <inheritdoc/>
    public Shape LabelShape => images.LabelShape;

    /// <inheritdoc/>
    public Shape TargetShape => images.TargetShape;

    /// <summary>How the pixels of the images became what the network reads; its outputs are as they are.</summary>
    public ImageNormalization Normalization => images.Normalization;

    /// <inheritdoc/>
    public string Fingerprint => field ??=
        $"{network.Description.Layers[layer].Name} of {network.Description.Name}, parameters SHA-256 {Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(network.Parameters.Values)).AsSpan(0, 8))}, of {images.Fingerprint}";

    /// <summary>Whether all outputs are in memory.</summary>
    public bool AreKept => kept.Length > 0;

    /// <summary>The memory that all outputs take.</summary>
    public long Bytes => (long)Count * Shape.Count * sizeof(float);

    /// <summary>Computes the outputs of all images and keeps them, if that serves: the images must be the same each time, and the outputs must fit.</summary>
    /// <param name="mostBytes">The most memory for them.</param>
    /// <param name="reason">Why they are not kept, in a few words; empty if they are.</param>
    /// <param name="done">Told how many images are done; null for nothing.</param>
    /// <param name="cancellation">Stops between two calls of the network; nothing is kept then.</param>
    /// <returns>Whether they are kept.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool TryKeep(long mostBytes, out string reason, Action<int>? done = null, CancellationToken cancellation = default)
    {
        reason = Bytes > mostBytes ? $"{Count} × {Shape} numbers take {Bytes >> 20} MB, and {mostBytes >> 20} MB are allowed" : ChangeAtRandom() ? "the images change at random each time they are read" : "";
        if (reason.Length > 0 || AreKept)
            return AreKept;

        float[][] outputs = new float[Count][];
        int[] labels = new int[checked(Count * LabelsPerImage)];
        float[] targets = new float[checked(Count * TargetShape.Count)];
        using BatchQueue queue = new(network.MaxBatch, image.Length, LabelsPerImage, seed: 0);
        queue.Start(images, [.. Enumerable.Range(0, Count)], imageEpoch: 0);
        for (int first = 0; first < Count;)
        {
            cancellation.ThrowIfCancellationRequested();
            PreparedBatch batch = queue.Next();
            ReadOnlySpan<float> maps = Compute(batch.Input);
            batch.Labels.CopyTo(labels.AsSpan(first * LabelsPerImage));
            batch.Targets.CopyTo(targets.AsSpan(first * TargetShape.Count));
            for (int i = 0; i < batch.Images; i++)
                outputs[first + i] = maps.Slice(i * Shape.Count, Shape.Count).ToArray();

            first += batch.Images;
            done?.Invoke(first);
        }

        (keptLabels, keptTargets, kept) = (labels, targets, outputs);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels) => Read(image, random, input, labels, default);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">There is no such image, or a length does not fit.</exception>
    public void Read(int image, SeededRandom random, Span<float> input, Span<int> labels, Span<float> targets)
    {
        if ((uint)image >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(image), image, $"images run from 0 to {Count - 1}");
        Require.Map(input.Length, Shape, "an image", nameof(input));
        Require.Length(labels.Length, LabelsPerImage, "the labels of an image", nameof(labels));
        if (AreKept)
        {
            kept[image].CopyTo(input);
            keptLabels.AsSpan(image * labels.Length, labels.Length).CopyTo(labels);
            keptTargets.AsSpan(image * targets.Length, targets.Length).CopyTo(targets);
            return;
        }

        lock (guard)
        {
            images.Read(image, random, this.image, labels, targets);
            Compute(this.image).CopyTo(input);
        }
    }

    private ReadOnlySpan<float> Compute(ReadOnlySpan<float> input)
    {
        network.Forward(input);
        return network.LayerOutput(layer);
    }

    /// <summary>Whether the images use the random numbers that they are given.</summary>
    private bool ChangeAtRandom()
    {
        SeededRandom given = new(0), untouched = new(0);
        images.Read(0, given, image, new int[LabelsPerImage], new float[TargetShape.Count]);
        return given.NextBits() != untouched.NextBits();
    }
}
