using System.Collections.Generic;

namespace Kiln.Generator.Graph.Layers;

/// <summary>What every layer kind must answer.</summary>
internal abstract record Layer
{
    /// <summary>The kind as descriptions show it: conv, maxpool, relu.</summary>
    public abstract string Kind { get; }

    /// <summary>The runtime type the property must have, without namespace.</summary>
    public virtual string PropertyType => "Layer";

    /// <summary>Whether it exists for training alone and is dropped from inference variants.</summary>
    public virtual bool TrainingOnly => false;

    /// <summary>The window it slides.</summary>
    public virtual Window Window => Window.None;

    /// <summary>Its output for inputs that were checked.</summary>
    public abstract Shape Output(Shape input);

    /// <summary>Its parameter arrays.</summary>
    public virtual IEnumerable<ParameterArray> Parameters(Shape input) => [];

    /// <summary>What it is, in a few words with its sizes: <c>conv 5×5×20</c>.</summary>
    public abstract string Summary(Shape input);
}

/// <summary>One parameter array of a layer.</summary>
/// <param name="Role">Weights or Biases.</param>
/// <param name="Dimensions">Extents, the innermost last.</param>
/// <param name="FanIn">Inputs one output sums; 0 for biases.</param>
/// <param name="LearningRate">Multiplier.</param>
/// <param name="WeightDecay">Multiplier.</param>
internal sealed record ParameterArray(string Role, int[] Dimensions, int FanIn, double LearningRate, double WeightDecay);
