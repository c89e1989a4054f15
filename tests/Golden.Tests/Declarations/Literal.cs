using System.Globalization;

namespace Kiln.Golden.Tests.Declarations;

/// <summary>Numbers and windows as C# source.</summary>
internal static class Literal
{
    /// <summary>A number that reads back as the same.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>The arguments of a sliding window.</summary>
    public static string Window((int Y, int X) stride, (int Top, int Bottom, int Left, int Right) pad) =>
        $"StrideY = {stride.Y}, StrideX = {stride.X}, PadTop = {pad.Top}, PadBottom = {pad.Bottom}, PadLeft = {pad.Left}, PadRight = {pad.Right}";
}
