using System.Globalization;
using Kiln.Numerics;

namespace Kiln;

/// <summary>One loss of a network that trains, or one measure of its errors: what scores are compared with, and what its kernel finds.</summary>
internal sealed class LossTerm
{
    /// <summary>Floats of the widest vector: kernels read whole vectors, of which the last may reach beyond the last element.</summary>
    private const int Padding = 16;

    /// <summary>What the loss of a pixel counts in that of its image.</summary>
    private readonly double share;

    private float[] classWeights = [];

    /// <param name="layer">The loss.</param>
    /// <param name="scores">What it reads.</param>
    /// <param name="maxBatch">The most images of a call.</param>
    /// <param name="network">The network's name, for a message.</param>
    public LossTerm(LayerDescription layer, LayerDescription scores, int maxBatch, string network)
    {
        Layer = layer;
        Weight = layer.Option("Weight");
        Positions = scores.OutputShape.Height * scores.OutputShape.Width;
        Classes = scores.OutputShape.Channels;
        PerImage = TakesTargets ? Positions * Classes : Positions;
        share = ShareOf(layer, Positions);
        int pixels = Require.Fits(Positions, maxBatch, Array.MaxLength, "labels", network);
        int given = Require.Fits(PerImage, maxBatch, Array.MaxLength - Padding, "labels", network);
        Labels = new int[TakesTargets ? 0 : given];
        Targets = new float[TakesTargets ? given + Padding : 0];
        Weights = new float[given + Padding];
        Losses = new float[pixels];
        Ranks = new int[TakesTargets ? 0 : pixels];
    }

    public LayerDescription Layer { get; }

    /// <summary>What it counts in the objective; 0 for a measure of errors.</summary>
    public double Weight { get; }

    /// <summary>Pixels of the score map.</summary>
    public int Positions { get; }

    /// <summary>Channels of the score map.</summary>
    public int Classes { get; }

    /// <summary>Whether it is given a float for each element of the scores, and not a class for each pixel.</summary>
    public bool TakesTargets => Layer.Labels is not LossLabels.Classes;

    /// <summary>Labels, or targets, of an image.</summary>
    public int PerImage { get; }

    public int[] Labels { get; }

    public float[] Targets { get; }

    /// <summary>What each label or target counts: the weight that the caller gives it times that of its class, 0 where it is ignored.</summary>
    public float[] Weights { get; }

    public float[] Losses { get; }

    public int[] Ranks { get; }

    /// <summary>What every class counts; empty for 1 each.</summary>
    public ReadOnlySpan<float> ClassWeights
    {
        get => classWeights;
        set
        {
            if (TakesTargets && !value.IsEmpty)
                throw new ArgumentException($"{Layer.Name} has no classes: it compares scores with {Wanted}; give each its weight in the call", nameof(value));

            if (!value.IsEmpty)
                Require.Length(value.Length, Classes, $"{Layer.Name}, a weight for each class,", nameof(value));

            for (int k = 0; k < value.Length; k++)
                RequireWeight(value[k], k, nameof(value));

            if (classWeights.Length != value.Length)
                classWeights = new float[value.Length];

            value.CopyTo(classWeights);
        }
    }

    private string Wanted => Layer.Labels switch
    {
        LossLabels.Classes => "classes, which are whole numbers",
        LossLabels.Signs => "signs, which are floats",
        _ => "numbers, which are floats",
    };

    /// <summary>Checks and stores classes and what they count.</summary>
    /// <param name="given">One an image, or one a pixel.</param>
    /// <param name="weights">Empty for 1 each; one an image, or one a pixel.</param>
    /// <param name="images">Images of the call.</param>
    /// <param name="parameter">What the caller calls the labels, for messages.</param>
    public void Accept(ReadOnlySpan<int> given, ReadOnlySpan<float> weights, int images, string parameter)
    {
        if (TakesTargets)
            throw new ArgumentException($"{Layer.Name} compares scores with {Wanted}, but classes were given", parameter);

        int pixels = images * Positions;
        if (given.Length != images && given.Length != pixels)
        {
            throw new ArgumentException(
                $"{images} images need {(Positions == 1 ? $"{images}" : $"{images} (one an image) or {pixels} (one a pixel)")} labels, but {given.Length} were given",
                parameter);
        }

        int share = pixels / given.Length;
        for (int i = 0; i < pixels; i++)
        {
            int label = given[i / share];
            if (label < -1 || label >= Classes)
                throw new ArgumentException($"label {label} at index {i / share} is not a class of {Layer.Name}: classes run from 0 to {Classes - 1}, −1 is ignored", parameter);

            Labels[i] = label;
        }

        AcceptWeights(weights, images);
        for (int i = 0; i < pixels; i++)
        {
            if (Labels[i] >= 0 && classWeights.Length > 0)
                Weights[i] *= classWeights[Labels[i]];

            // What counts nothing is no error either.
            if (Weights[i] == 0)
                Labels[i] = -1;
        }
    }

    /// <summary>Checks and stores signs or numbers and what they count.</summary>
    /// <param name="given">One for each channel of an image, or one for each channel of a pixel.</param>
    /// <param name="weights">Empty for 1 each; one an image, one a pixel, or one for each channel of a pixel.</param>
    /// <param name="images">Images of the call.</param>
    /// <param name="parameter">What the caller calls the targets, for messages.</param>
    public void Accept(ReadOnlySpan<float> given, ReadOnlySpan<float> weights, int images, string parameter)
    {
        if (!TakesTargets)
            throw new ArgumentException($"{Layer.Name} compares scores with {Wanted}, but floats were given", parameter);

        int elements = images * PerImage, channels = images * Classes;
        if (given.Length != channels && given.Length != elements)
        {
            throw new ArgumentException(
                $"{images} images need {(Positions == 1 ? $"{elements}" : $"{channels} (one for each channel of an image) or {elements} (one for each channel of a pixel)")} targets for {Layer.Name}, but {given.Length} were given",
                parameter);
        }

        for (int i = 0; i < elements; i++)
        {
            int from = given.Length == elements ? i : (i / PerImage * Classes) + (i % Classes);
            RequireTarget(given[from], from, parameter);
            Targets[i] = given[from];
        }

        AcceptWeights(weights, images);
        if (Layer.Labels is not LossLabels.Signs)
            return;

        for (int i = 0; i < elements; i++)
        {
            if (Targets[i] == 0)
                Weights[i] = 0;
        }
    }

    /// <summary>Lets every label count 1, as the caller that puts labels in place by other ways needs it.</summary>
    public void ResetWeights() => Array.Fill(Weights, 1f);

    /// <summary>Draws labels or targets for images: any class, any sign, numbers around 0.</summary>
    /// <param name="images">How many images.</param>
    /// <param name="random">What draws.</param>
    public void Draw(int images, SeededRandom random)
    {
        for (int i = 0; i < images * PerImage; i++)
        {
            if (!TakesTargets)
                Labels[i] = random.Next(Classes);
            else
                Targets[i] = Layer.Labels is LossLabels.Signs ? (2 * random.Next(2)) - 1 : (float)((random.NextDouble() * 4) - 2);
        }

        ResetWeights();
    }

    /// <summary>The loss with the largest weight, of equals the first: its errors are those that a report counts. Null where nothing trains.</summary>
    /// <param name="losses">All losses of a network.</param>
    public static LossTerm? Heaviest(LossTerm[] losses) => losses.Where(loss => loss.Weight > 0).MaxBy(loss => loss.Weight);

    /// <summary>What all losses of a network found: the sum of the losses, each times its weight, and the errors of one of them.</summary>
    /// <param name="losses">The losses.</param>
    /// <param name="main">The one whose errors are counted; null for none.</param>
    /// <param name="images">Images of the call.</param>
    public static LossReport Report(LossTerm[] losses, LossTerm? main, int images)
    {
        double objective = 0;
        LossReport errors = default;
        foreach (LossTerm loss in losses)
        {
            LossReport report = loss.Report(images);
            objective += loss.Weight * report.Loss;
            if (loss == main)
                errors = report;
        }

        return errors with { Loss = objective };
    }

    /// <summary>What it found.</summary>
    public LossReport Report(int images)
    {
        int pixels = images * Positions;
        return Report(Losses.AsSpan(0, pixels), Ranks.AsSpan(0, TakesTargets ? 0 : pixels), images, share);
    }

    /// <summary>Sums in the order of the images, so that the bits do not depend on who computed which.</summary>
    /// <param name="losses">The loss of every pixel.</param>
    /// <param name="ranks">How many classes score above the labelled one; empty without classes.</param>
    /// <param name="images">How many images.</param>
    /// <param name="share">What the loss of a pixel counts in that of its image.</param>
    public static LossReport Report(ReadOnlySpan<float> losses, ReadOnlySpan<int> ranks, int images, double share)
    {
        double loss = 0;
        foreach (float one in losses)
            loss += one;

        int top1 = 0, top5 = 0;
        foreach (int rank in ranks)
        {
            top1 += rank > 0 ? 1 : 0;
            top5 += rank >= 5 ? 1 : 0;
        }

        return new LossReport(images, loss * share / images, top1, top5);
    }

    /// <summary>What the loss of a pixel counts in that of its image.</summary>
    /// <param name="layer">The loss.</param>
    /// <param name="positions">Pixels of its scores.</param>
    public static double ShareOf(LayerDescription layer, int positions) => layer.Given("AveragePixels") is 1 ? 1.0 / positions : 1;

    /// <summary>Checks and stores what every label or target counts.</summary>
    private void AcceptWeights(ReadOnlySpan<float> given, int images)
    {
        const string parameter = "weights";
        int needed = images * PerImage, pixels = images * Positions;
        if (given.IsEmpty)
        {
            Weights.AsSpan(0, needed).Fill(1);
            return;
        }

        if (given.Length != images && given.Length != pixels && given.Length != needed)
        {
            throw new ArgumentException(
                $"{images} images need {images} (one an image){(Positions == 1 ? "" : $" or {pixels} (one a pixel)")}{(needed == pixels ? "" : $" or {needed} (one a target)")} weights for {Layer.Name}, but {given.Length} were given",
                parameter);
        }

        int share = needed / given.Length;
        for (int i = 0; i < needed; i++)
        {
            RequireWeight(given[i / share], i / share, parameter);
            Weights[i] = given[i / share];
        }
    }

    private void RequireTarget(float target, int index, string parameter)
    {
        if (Layer.Labels is LossLabels.Signs ? target is not (-1 or 0 or 1) : !float.IsFinite(target))
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"target {target} at index {index} is not a {(Layer.Labels is LossLabels.Signs ? "sign" : "number")} of {Layer.Name}: targets are {(Layer.Labels is LossLabels.Signs ? "1 or −1, 0 is ignored" : "finite")}"),
                parameter);
        }
    }

    private void RequireWeight(float weight, int index, string parameter)
    {
        if (!float.IsFinite(weight) || weight < 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"weight {weight} at index {index} of {Layer.Name} is out of range: weights are finite and 0 or more"), parameter);
        }
    }
}
