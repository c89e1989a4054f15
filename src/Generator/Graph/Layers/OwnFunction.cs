using System.Collections.Generic;
using Kiln.Generator.Declaration;

namespace Kiln.Generator.Graph.Layers;

/// <summary>A function of the user's own, of one map or of several of one shape.</summary>
internal sealed record OwnFunction(FunctionDeclaration Declaration, int Listed) : Layer
{
    public override string Kind => "function";

    public override bool ListsInputs => Listed > 0;

    public override Mismatch? Check(IReadOnlyList<Node> inputs) => Add.OneShape("combines", inputs);

    public override string Summary(Shape input) => Declaration.Name;
}
