using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>What a loss compares scores with. The runtime has an enumeration of the same names.</summary>
internal enum LossLabels
{
    /// <summary>A class for every pixel.</summary>
    Classes,

    /// <summary>A sign for every element.</summary>
    Signs,

    /// <summary>A number for every element.</summary>
    Numbers,
}

/// <summary>What compares scores with labels. Its output is one number per pixel.</summary>
/// <remarks>The description shows the scores' shape, from which labels follow.</remarks>
/// <param name="Weight">What the loss and its gradient are multiplied by; 0 for a measure of errors, which trains nothing.</param>
/// <param name="AveragePixels">Whether the pixels of an image are averaged and not summed.</param>
internal abstract record Loss(double Weight, bool AveragePixels) : Layer
{
    /// <summary>What it compares scores with.</summary>
    public abstract LossLabels Labels { get; }

    /// <summary>Whether its gradient trains the layers below it.</summary>
    public bool Trains => Weight > 0;

    /// <summary>Whether it is given floats, one for each element of the scores; a class for each pixel otherwise.</summary>
    public bool TakesTargets => Labels != LossLabels.Classes;

    public override string PropertyType => "LossLayer";

    public override bool TrainingOnly => true;

    public override IEnumerable<(string Name, double Value)> Options => AveragePixels ? [("Weight", Weight), ("AveragePixels", 1)] : [("Weight", Weight)];
}
