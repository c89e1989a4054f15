using System.Globalization;

namespace Kiln.Interchange.Declarations;

/// <summary>How a model is read as a declaration.</summary>
public sealed record ImportOptions
{
    /// <summary>Rows, columns and channels of inputs that the model leaves free; those that it says stay. Null, and a model with free extents is refused.</summary>
    public Shape? Input { get; init; }

    /// <summary>What messages call the model; null for its path.</summary>
    public string? Name { get; init; }

    /// <summary>Extents as people write them: <c>224x224x3</c>.</summary>
    /// <param name="text">Rows, columns and channels, x or × between them.</param>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Shape ParseInput(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int[] extents = [.. text.Split('x', '×').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int extent) ? extent : 0)];
        return extents is [> 0 and var height, > 0 and var width, > 0 and var channels] ? new Shape(height, width, channels)
            : throw new FormatException($"'{text}' is not rows, columns and channels; write them as 224x224x3");
    }
}
