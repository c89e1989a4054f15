using Kiln.Interchange.Onnx;

namespace Kiln.Interchange.Declarations;

/// <summary>An array of a layer's parameters, in the order of the network's own.</summary>
/// <param name="Role">What it is to the layer: <c>Weights</c>.</param>
/// <param name="Dimensions">Extents, the innermost last.</param>
/// <param name="Write">Writes all its numbers.</param>
internal sealed record LineArray(string Role, int[] Dimensions, NumbersWriter Write)
{
    /// <summary>How many numbers it has.</summary>
    public int Count => Dimensions.Aggregate(1, (product, extent) => checked(product * extent));

    /// <summary>All numbers.</summary>
    public float[] Numbers()
    {
        float[] numbers = new float[Count];
        Write(numbers);
        return numbers;
    }

    /// <summary>An array of numbers at hand.</summary>
    public static LineArray Of(string role, float[] numbers) => new(role, [numbers.Length], numbers.CopyTo);
}

/// <summary>Writes numbers, as many as there is room for.</summary>
internal delegate void NumbersWriter(Span<float> numbers);

/// <summary>A line of a declaration that grows: a layer, what it reads, and its parameters.</summary>
/// <param name="kind">The attribute's name in lower case.</param>
/// <param name="output">The map it computes.</param>
/// <param name="inputs">What it reads.</param>
internal sealed class LayerLine(string kind, Shape output, params IEnumerable<LayerLine> inputs)
{
    /// <summary>The window of a layer whose window is the whole map.</summary>
    public static WindowDescription WholeMap { get; } = WindowDescription.None with { Height = 0, Width = 0 };

    /// <summary>The attribute's name in lower case.</summary>
    public string Kind { get; set; } = kind;

    /// <summary>The map it computes.</summary>
    public Shape Output { get; } = output;

    /// <summary>What it reads.</summary>
    public List<LayerLine> Inputs { get; } = [.. inputs];

    /// <summary>Its window.</summary>
    public WindowDescription Window { get; init; } = WindowDescription.None;

    /// <summary>All numbers beside the window that decide what it computes, those that are the attribute's defaults included.</summary>
    public IReadOnlyList<LayerOption> Options { get; set; } = [];

    /// <summary>Channels of a filter; 0 without filters.</summary>
    public int FilterDepth { get; init; }

    /// <summary>Filters; 0 without.</summary>
    public int Filters { get; init; }

    /// <summary>Its parameters, in order.</summary>
    public List<LineArray> Arrays { get; } = [];

    /// <summary>The layer whose parameters it has too; null for its own.</summary>
    public LayerLine? WeightsOf { get; set; }

    /// <summary>Whether training leaves its parameters as they are: they are no one's weights but say what it computes.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>What a function computes of its inputs; null for another kind.</summary>
    public FormulaNode? Formula { get; set; }

    /// <summary>What the file calls it; empty if nothing can be made of that.</summary>
    public string Hint { get; set; } = "";

    /// <summary>Whether somebody outside the network reads it.</summary>
    public bool IsOutput { get; set; }

    /// <summary>The window of a layer that sums along axes.</summary>
    public static WindowDescription WindowAlong(Axes axes) => axes.HasFlag(Axes.Rows | Axes.Columns) ? WholeMap : WindowDescription.None;

    /// <summary>The value of an option; null without.</summary>
    public double? Option(string name)
    {
        foreach (LayerOption option in Options)
        {
            if (option.Name == name)
                return option.Value;
        }

        return null;
    }

    /// <summary>An array by its role; null without.</summary>
    public LineArray? Array(string role) => Arrays.Find(array => array.Role == role);
}
