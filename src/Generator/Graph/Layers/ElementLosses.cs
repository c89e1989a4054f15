using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>What compares every score with a sign: 1, or −1; 0 is ignored.</summary>
internal abstract record SignLoss(double Weight, bool AveragePixels) : Loss(Weight, AveragePixels)
{
    public override LossLabels Labels => LossLabels.Signs;
}

/// <summary>The negative logarithm of the probability of the sign, of which the score is the log-odds.</summary>
internal sealed record LogisticLoss(double Weight, bool AveragePixels) : SignLoss(Weight, AveragePixels)
{
    public override string Kind => "logisticloss";

    public override string Summary(Shape input) => "logistic loss";
}

/// <summary>What the score lacks to 1 on the side of the sign.</summary>
internal sealed record BinaryHingeLoss(double Weight, bool AveragePixels) : SignLoss(Weight, AveragePixels)
{
    public override string Kind => "binaryhingeloss";

    public override string Summary(Shape input) => "binary hinge loss";
}

/// <summary>The negative logarithm of the probability of the sign; the score is that of the positive one.</summary>
internal sealed record BinaryLogLoss(double Weight, bool AveragePixels) : SignLoss(Weight, AveragePixels)
{
    public override string Kind => "binarylogloss";

    public override string Summary(Shape input) => "binary log loss";
}

/// <summary>How many scores are on the other side of a threshold than the sign.</summary>
internal sealed record BinaryError(double Threshold) : SignLoss(0, AveragePixels: false)
{
    public override string Kind => "binaryerror";

    public override IEnumerable<(string Name, double Value)> Options => [("Threshold", Threshold), .. base.Options];

    public override string Summary(Shape input) => "binary errors";
}

/// <summary>What compares every score with a number.</summary>
internal abstract record NumberLoss(double Weight, bool AveragePixels) : Loss(Weight, AveragePixels)
{
    public override LossLabels Labels => LossLabels.Numbers;
}

/// <summary>Half the square of the difference.</summary>
internal sealed record SquaredLoss(double Weight, bool AveragePixels) : NumberLoss(Weight, AveragePixels)
{
    public override string Kind => "squaredloss";

    public override string Summary(Shape input) => "squared loss";
}

/// <summary>The magnitude of the difference.</summary>
internal sealed record AbsoluteLoss(double Weight, bool AveragePixels) : NumberLoss(Weight, AveragePixels)
{
    public override string Kind => "absoluteloss";

    public override string Summary(Shape input) => "absolute loss";
}

/// <summary>A square of small differences and the magnitude of large ones, which meet smoothly at 1 / σ².</summary>
internal sealed record HuberLoss(double Sigma, double Weight, bool AveragePixels) : NumberLoss(Weight, AveragePixels)
{
    public override string Kind => "huberloss";

    public override IEnumerable<(string Name, double Value)> Options => [("Sigma", Sigma), .. base.Options];

    public override string Summary(Shape input) => FormattableString.Invariant($"huber loss, sigma {Sigma}");
}
