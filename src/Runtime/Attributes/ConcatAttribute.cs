namespace Kiln;

/// <summary>Two or more maps of equal rows and columns one after the other along the channels.</summary>
/// <param name="inputs">The layers to join, each as <c>nameof(Layer)</c>, the first one's channels first; one may be named twice.</param>
/// <example><code>[Concat(nameof(Conv1), nameof(Conv3))] public partial Layer Both { get; }</code></example>
public sealed class ConcatAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The layers to join.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;
}
