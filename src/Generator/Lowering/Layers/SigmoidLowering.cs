using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class SigmoidLowering : MapLowering
{
    public override bool IsMonotone => true;

    protected override Expression Expression(Node node) => Function.Sigmoid.Of(new Operand(0));

    protected override Expression Slope(Node node, int input) => Function.Sigmoid.Slope(new Operand(0), new Result());
}
