using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Operators of several maps.</summary>
internal static class Joins
{
    /// <summary><c>vl_nnconcat</c>: x1, x2 and so on, option dim.</summary>
    public static IExperiment Concat(GoldenCase one)
    {
        one.Options.Whole("dim", 3);
        string[] inputs = [.. Enumerable.Range(1, int.MaxValue).Select(number => $"x{number}").TakeWhile(one.Has)];
        return new MapExperiment(one, inputs)
        {
            Attribute = $"Concat({string.Join(", ", inputs.Select(input => $"nameof({MapExperiment.Property(input)})"))})",
        };
    }
}
