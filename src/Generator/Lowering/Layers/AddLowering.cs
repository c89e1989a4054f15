using System.Linq;
using Kiln.Generator.Graph;
using Kiln.Generator.Lowering.Expressions;

namespace Kiln.Generator.Lowering.Layers;

internal sealed class AddLowering : MapLowering
{
    protected override Expression Expression(Node node) =>
        node.Inputs.Select((_, index) => (Expression)new Operand(index)).Aggregate((sum, next) => sum + next);
}
