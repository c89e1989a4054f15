using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary><c>vl_nnpool</c>: x, options pool, stride, pad and method.</summary>
internal static class Pools
{
    public static IExperiment Pool(GoldenCase one)
    {
        (int Y, int X) size = one.Options.Pair("pool", 1);
        string kind = one.Options.Text("method", "max") switch
        {
            "max" => "MaxPool",
            "avg" => "AvgPool",
            string other => throw one.Error($"a pool by 'max' or 'avg', not '{other}'"),
        };
        return new MapExperiment(one, new MapInput(one, "x")) { Attribute = $"{kind}({size.Y}, {size.X}, {Literal.Window(one.Options)})" };
    }
}
