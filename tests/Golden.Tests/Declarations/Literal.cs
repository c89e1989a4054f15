using System.Globalization;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Declarations;

/// <summary>Numbers and windows as C# source.</summary>
internal static class Literal
{
    /// <summary>A number that reads back as the same.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>The arguments of a sliding window, of the options stride and pad.</summary>
    public static string Window(CaseOptions options)
    {
        (int Y, int X) stride = options.Pair("stride", 1);
        (int Top, int Bottom, int Left, int Right) pad = options.Sides("pad");
        return $"StrideY = {stride.Y}, StrideX = {stride.X}, PadTop = {pad.Top}, PadBottom = {pad.Bottom}, PadLeft = {pad.Left}, PadRight = {pad.Right}";
    }
}
