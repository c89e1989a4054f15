namespace Kiln.Generator.Graph.Layers;

/// <summary>The hyperbolic tangent.</summary>
internal sealed record Tanh : Layer
{
    public override string Kind => "tanh";

    public override string Summary(Shape input) => "tanh";
}
