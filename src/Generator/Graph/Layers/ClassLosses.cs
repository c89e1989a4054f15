using System;
using System.Collections.Generic;
using Kiln.Generator.Diagnostics;

namespace Kiln.Generator.Graph.Layers;

/// <summary>What compares the scores of a pixel's classes with the one that is labelled.</summary>
internal abstract record ClassLoss(double Weight, bool AveragePixels) : Loss(Weight, AveragePixels)
{
    public override LossLabels Labels => LossLabels.Classes;
}

/// <summary>Softmax and the negative logarithm of the labelled class.</summary>
internal sealed record SoftmaxLoss(double Weight, bool AveragePixels) : ClassLoss(Weight, AveragePixels)
{
    public override string Kind => "softmaxloss";

    public override string Summary(Shape input) => "softmax loss";
}

/// <summary>The negative logarithm of the labelled class, whose scores are probabilities already.</summary>
internal sealed record LogLoss(double Weight, bool AveragePixels) : ClassLoss(Weight, AveragePixels)
{
    public override string Kind => "logloss";

    public override string Summary(Shape input) => "log loss";
}

/// <summary>What the labelled score lacks to 1.</summary>
internal sealed record HingeLoss(double Weight, bool AveragePixels) : ClassLoss(Weight, AveragePixels)
{
    public override string Kind => "hingeloss";

    public override string Summary(Shape input) => "hinge loss";
}

/// <summary>What the labelled score lacks to a lead of 1 over the best other.</summary>
internal sealed record StructuredHingeLoss(double Weight, bool AveragePixels) : ClassLoss(Weight, AveragePixels)
{
    public override string Kind => "structuredhingeloss";

    /// <summary>Without another class there is nothing to lead over.</summary>
    public override Mismatch? Check(IReadOnlyList<Node> inputs) => inputs[0].Shape.Channels < 2
        ? new Mismatch("KILN0313", null, "compares a class with the others", inputs[0].Identifier, MessageText.Count(1, "channel"), "give it 2 or more")
        : null;

    public override string Summary(Shape input) => "structured hinge loss";
}

/// <summary>How many labels are not among the K best classes.</summary>
internal sealed record TopKError(int K) : ClassLoss(0, AveragePixels: false)
{
    public override string Kind => "topkerror";

    public override IEnumerable<(string Name, double Value)> Options => [("K", K), .. base.Options];

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => inputs[0].Shape.Channels < K
        ? new Mismatch(
            "KILN0313",
            "K",
            FormattableString.Invariant($"asks for the best {K} classes"),
            inputs[0].Identifier,
            MessageText.Count(inputs[0].Shape.Channels, "channel"),
            FormattableString.Invariant($"use K = {inputs[0].Shape.Channels} or less"))
        : null;

    public override string Summary(Shape input) => FormattableString.Invariant($"top-{K} errors");
}
