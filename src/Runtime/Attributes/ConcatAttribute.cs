namespace Kiln;

/// <summary>Two or more maps one after the other: along the channels, unless said otherwise.</summary>
/// <param name="inputs">The layers to join, each as <c>nameof(Layer)</c>, in their order; one may be named twice. Their extents are equal but for those that are joined.</param>
/// <example><code>[Concat(nameof(Conv1), nameof(Conv3))] public partial Layer Both { get; }</code></example>
public sealed class ConcatAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The layers to join.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;

    /// <summary>Along what they are joined: <see cref="Axes.Channels"/>, <see cref="Axes.Rows"/> or <see cref="Axes.Columns"/>.</summary>
    public Axes Along { get; set; } = Axes.Channels;
}
