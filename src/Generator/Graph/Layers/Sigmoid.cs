namespace Kiln.Generator.Graph.Layers;

/// <summary>1 / (1 + exp(−x)).</summary>
internal sealed record Sigmoid : Layer
{
    public override string Kind => "sigmoid";

    public override string Summary(Shape input) => "sigmoid";
}
