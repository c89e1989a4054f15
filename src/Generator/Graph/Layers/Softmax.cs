namespace Kiln.Generator.Graph.Layers;

/// <summary>exp x(k) / Σ exp x over the channels of every pixel.</summary>
internal sealed record Softmax : Layer
{
    public override string Kind => "softmax";

    public override string Summary(Shape input) => "softmax";
}
