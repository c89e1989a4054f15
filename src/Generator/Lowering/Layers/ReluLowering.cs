using Kiln.Generator.Graph;
using Kiln.Generator.Graph.Layers;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class ReluLowering : MapLowering
{
    public override bool IsMonotone => true;

    protected override Expression Expression(Node node)
    {
        Relu layer = (Relu)node.Layer;
        Expression x = new Operand(0), rectified = Expressions.Expression.WhereGreater(x, 0, x, x * layer.Leak);
        return double.IsInfinity(layer.Ceiling) ? rectified : Expressions.Expression.WhereGreater(rectified, layer.Ceiling, layer.Ceiling, rectified);
    }

    /// <summary>The output has the sign of the input, as the leak is not negative; at the ceiling the slope is 0.</summary>
    protected override Expression Slope(Node node, int input)
    {
        Relu layer = (Relu)node.Layer;
        Expression y = new Result(), above = double.IsInfinity(layer.Ceiling) ? 1 : Expressions.Expression.WhereGreater(layer.Ceiling, y, 1, 0);
        return Expressions.Expression.WhereGreater(y, 0, above, layer.Leak);
    }
}
