using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Maps joined, and cut.</summary>
internal static class Joins
{
    /// <summary>MATLAB's dimensions along which Kiln joins.</summary>
    private static readonly string[] Along = ["Axes.Rows", "Axes.Columns", "Axes.Channels"];

    /// <summary><c>vl_nnconcat</c>: x1, x2 and so on, option dim.</summary>
    public static IExperiment Concat(GoldenCase one)
    {
        int dimension = one.Options.Whole("dim", 3);
        if (dimension < 1 || dimension > Along.Length)
            throw one.Error($"joined along a dimension from 1 to {Along.Length}, not {dimension}");

        MapInput[] inputs = [.. Enumerable.Range(1, int.MaxValue).Select(number => $"x{number}").TakeWhile(one.Has).Select(name => new MapInput(one, name))];
        return new MapExperiment(one, inputs)
        {
            Attribute = $"Concat({string.Join(", ", inputs.Select(input => $"nameof({input.Property})"))}, Along = {Along[dimension - 1]})",
        };
    }

    /// <summary><c>vl_nncrop</c>: x, option crop = [top bottom left right].</summary>
    public static IExperiment Crop(GoldenCase one)
    {
        (int Top, int Bottom, int Left, int Right) crop = one.Options.Sides("crop");
        return new MapExperiment(one, new MapInput(one, "x"))
        {
            Attribute = $"Crop(Top = {crop.Top}, Bottom = {crop.Bottom}, Left = {crop.Left}, Right = {crop.Right})",
        };
    }
}
