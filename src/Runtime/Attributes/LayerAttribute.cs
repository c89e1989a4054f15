namespace Kiln;

/// <summary>Base of the attributes that declare one layer on a partial property of a network.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The layer to read, as <c>nameof(Layer)</c>. Without it, a layer reads the line above.</summary>
    public string? From { get; set; }

    /// <summary>A layer of the same kind above this one, as <c>nameof(Layer)</c>, whose parameter arrays this layer has too: training follows the sum of both
    /// gradients, and a batch normalisation's kept moments move towards the mean of those that each of its layers sees. On a use of a block: another
    /// use of the same block, layer by layer. How the arrays are trained is said where they are declared.</summary>
    public string? WeightsOf { get; set; }

    /// <summary>Whether the layer's output must stay readable: it is then stored even where fusion or the memory plan would drop it.</summary>
    public bool Keep { get; set; }

    /// <summary>Whether the gradient of the loss by the layer's output can be read after a backward run: it is then stored, and computed even below the first layer
    /// that learns.</summary>
    public bool KeepGradient { get; set; }

    /// <summary>Whether the layer exists in training alone: for inference, what reads it reads the layer that it reads. Its output must have the shape of its input.</summary>
    public bool TrainingOnly { get; set; }
}
