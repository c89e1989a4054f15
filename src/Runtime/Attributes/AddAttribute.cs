namespace Kiln;

/// <summary>The sum of two or more maps of one shape, element by element.</summary>
/// <param name="inputs">The layers to add, each as <c>nameof(Layer)</c>; one may be named twice.</param>
/// <example><code>[Add(nameof(Image), nameof(Conv2))] public partial Layer Sum { get; }</code></example>
public sealed class AddAttribute(params string[] inputs) : LayerAttribute
{
    /// <summary>The layers to add.</summary>
    public IReadOnlyList<string> Inputs { get; } = inputs;
}
