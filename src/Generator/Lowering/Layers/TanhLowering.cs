using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class TanhLowering : MapLowering
{
    public override bool IsMonotone => true;

    protected override Expression Expression(Node node) => Function.Tanh.Of(new Operand(0));

    protected override Expression Slope(Node node, int input) => Function.Tanh.Slope(new Operand(0), new Result());
}
