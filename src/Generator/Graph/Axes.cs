using System;
using System.Collections.Generic;

namespace Kiln.Generator.Graph;

/// <summary>The ways in which the elements of a batch of maps are numbered; the runtime's enumeration of that name has the same numbers.</summary>
[Flags]
internal enum Axes
{
    None = 0,
    Rows = 1,
    Columns = 2,
    Channels = 4,
    Images = 8,
}

/// <summary>What axes make of extents.</summary>
internal static class AxesOfShapes
{
    public const int All = (int)(Axes.Rows | Axes.Columns | Axes.Channels | Axes.Images);

    /// <summary>The extents with one element along some axes.</summary>
    public static Shape Without(this Shape shape, Axes axes) => new(
        axes.HasFlag(Axes.Rows) ? 1 : shape.Height, axes.HasFlag(Axes.Columns) ? 1 : shape.Width, axes.HasFlag(Axes.Channels) ? 1 : shape.Channels);

    /// <summary>The axes along which one map has a single element and another several.</summary>
    public static Axes Single(this Shape shape, Shape whole) =>
        (shape.Height == 1 && whole.Height > 1 ? Axes.Rows : 0) | (shape.Width == 1 && whole.Width > 1 ? Axes.Columns : 0) | (shape.Channels == 1 && whole.Channels > 1 ? Axes.Channels : 0);

    /// <summary>Whether a map has along each axis as many elements as another, or one.</summary>
    public static bool Broadcasts(this Shape shape, Shape whole) =>
        (shape.Height == whole.Height || shape.Height == 1) && (shape.Width == whole.Width || shape.Width == 1) && (shape.Channels == whole.Channels || shape.Channels == 1);

    /// <summary>The axes in words: rows and columns.</summary>
    public static string InWords(this Axes axes)
    {
        List<string> words = [];
        foreach (Axes axis in new[] { Axes.Rows, Axes.Columns, Axes.Channels, Axes.Images })
        {
            if (axes.HasFlag(axis))
                words.Add(axis.ToString().ToLowerInvariant());
        }

        return string.Join(" and ", words);
    }
}
