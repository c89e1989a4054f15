namespace Kiln.Generator.Graph.Layers;

/// <summary>max(x, 0).</summary>
internal sealed record Relu : Layer
{
    public override string Kind => "relu";

    public override Shape Output(Shape input) => input;

    public override string Summary(Shape input) => "relu";
}
