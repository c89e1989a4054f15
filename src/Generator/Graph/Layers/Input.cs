namespace Kiln.Generator.Graph.Layers;

/// <summary>The image.</summary>
internal sealed record Input(Shape Shape) : Layer
{
    public override string Kind => "input";

    public override Shape Output(Shape input) => Shape;

    public override string Summary(Shape input) => "input";
}
