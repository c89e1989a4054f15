using System.Globalization;
using Kiln.Numerics;

namespace Kiln;

/// <summary>A network compiled for maps of any extent; one map a call.</summary>
public abstract class MapNetwork : Network
{
    /// <summary>Called by generated code.</summary>
    /// <param name="description">What was compiled; extents are 0.</param>
    /// <param name="parameters">The parameters to run with.</param>
    /// <param name="threads">How many threads share a kernel's work; 0 for one a processor.</param>
    protected MapNetwork(NetworkDescription description, ParameterSet parameters, int threads)
        : base(description, parameters, threads)
    {
    }

    /// <summary>The smallest map that gives one score: the network's receptive field.</summary>
    public abstract Shape Smallest { get; }

    /// <summary>Extents of the score map for a map of some extents.</summary>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Columns of the map.</param>
    /// <exception cref="ArgumentException">The map is smaller than <see cref="Smallest"/>.</exception>
    public abstract Shape OutputFor(int height, int width);

    /// <summary>Floats that one call takes: the maps of all inputs.</summary>
    /// <param name="height">Rows of the call.</param>
    /// <param name="width">Columns of the call.</param>
    /// <exception cref="ArgumentException">The map is smaller than <see cref="Smallest"/>, or larger than an array.</exception>
    public int InputFloatsFor(int height, int width)
    {
        RequireSmallest(height, width);
        Int128 floats = 0;
        for (int input = 0; input < Description.InputCount; input++)
            floats += ExtentsOf(input, height, width).Values;

        return floats <= Array.MaxLength ? (int)floats : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"a map of {height}×{width} needs {floats:N0} floats, but one array holds at most {Array.MaxLength:N0}; give a smaller map"));
    }

    /// <summary>Computes the score map of one map.</summary>
    /// <param name="input">Rows, columns, channels, channels innermost: height × width × channels floats. Of several inputs all maps, one after the other; the
    /// network's own <c>Forward</c> takes them by name.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <returns>The scores, extents as <see cref="OutputFor"/>, channels innermost. They are overwritten by the next call.</returns>
    /// <exception cref="ArgumentException">The length does not fit the extents, or the map is smaller than <see cref="Smallest"/>; with
    /// <see cref="Network.CheckInputs"/> also a value that is not finite.</exception>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> input, int height, int width)
    {
        RequireSmallest(height, width);
        Require.Map(input.Length, Description.InputCount == 1 ? ExtentsOf(0, height, width) : new Shape(1, 1, InputFloatsFor(height, width)), "a map", nameof(input));
        Resize(height, width);
        for (int index = 0, offset = 0; index < Description.InputCount; index++)
        {
            Shape shape = ExtentsOf(index, height, width);
            Accept(index, input.Slice(offset, shape.Count), shape, nameof(input));
            offset += shape.Count;
        }

        return ForwardAccepted();
    }

    /// <summary>For generated code: begins a call with maps of some extents.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    protected void Begin(int height, int width)
    {
        RequireSmallest(height, width);
        Resize(height, width);
    }

    /// <summary>For generated code: adds the map of one input to a call that has begun.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="map">Its map.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="height">Rows of the call.</param>
    /// <param name="width">Columns of the call.</param>
    protected void AcceptInput(int input, ReadOnlySpan<float> map, string name, int height, int width)
    {
        Shape shape = ExtentsOf(input, height, width);
        Require.Map(map.Length, shape, name, name);
        Accept(input, map, shape, name);
    }

    private void Accept(int input, ReadOnlySpan<float> map, Shape shape, string parameter)
    {
        if (CheckInputs)
            Require.Finite(map, shape, image: 0, Description.Layers[input].Name, parameter);
        LoadInput(input, map);
    }

    /// <summary>For generated code: the scores of what was accepted.</summary>
    protected ReadOnlySpan<float> ForwardAccepted()
    {
        UseCurrentParameters();
        return RunForward();
    }

    /// <summary>Makes room for maps of some extents.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    protected abstract void Resize(int height, int width);

    /// <summary>Copies the map of one input to where kernels read it.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="map">Its map.</param>
    protected abstract void LoadInput(int input, ReadOnlySpan<float> map);

    /// <summary>Runs the kernels over the loaded maps.</summary>
    protected abstract ReadOnlySpan<float> RunForward();

    /// <summary>For generated code: copies one map, row by row where it has a border.</summary>
    /// <param name="map">The map.</param>
    /// <param name="destination">The buffer.</param>
    /// <param name="origin">Its floats before the first pixel.</param>
    /// <param name="row">Floats from one row to the next.</param>
    /// <param name="rowLength">Floats of a row without its border.</param>
    protected static void Load(ReadOnlySpan<float> map, Span<float> destination, int origin, int row, int rowLength)
    {
        for (int from = 0, to = origin; from < map.Length; from += rowLength, to += row)
            map.Slice(from, rowLength).CopyTo(destination[to..]);
    }

    /// <summary>The map of an input: one that does not follow the extents of a call has its own.</summary>
    private Shape ExtentsOf(int input, int height, int width)
    {
        Shape shape = Description.Layers[input].OutputShape;
        return shape.Height == 0 ? shape with { Height = height, Width = width } : shape;
    }

    /// <summary>Checks that a map is large enough for one score.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    protected void RequireSmallest(int height, int width)
    {
        Shape smallest = Smallest;
        if (height < smallest.Height || width < smallest.Width)
            throw new ArgumentException($"a map of {height}×{width} was given, but {GetType().Name} needs at least {smallest.Height}×{smallest.Width}");
    }

    /// <summary>For generated code: checks that maps that meet in a layer have equal extents, which strides and pads may spoil for some maps.</summary>
    /// <param name="layer">The layer that reads both.</param>
    /// <param name="first">One of them.</param>
    /// <param name="height">Its rows.</param>
    /// <param name="width">Its columns.</param>
    /// <param name="second">The other.</param>
    /// <param name="otherHeight">Its rows.</param>
    /// <param name="otherWidth">Its columns.</param>
    /// <param name="orSingle">Whether the other may have one row or column that serves all.</param>
    protected void RequireEqual(string layer, string first, nuint height, nuint width, string second, nuint otherHeight, nuint otherWidth, bool orSingle = false)
    {
        if ((height != otherHeight && !(orSingle && otherHeight == 1)) || (width != otherWidth && !(orSingle && otherWidth == 1)))
            throw new ArgumentException($"{layer} of {GetType().Name} reads {first}, which is {height}×{width} for a map of these extents, and {second}, which is {otherHeight}×{otherWidth}; use a map a few pixels larger or smaller");
    }

    /// <summary>Replaces a buffer that is too small for the map of this call.</summary>
    /// <param name="buffer">The buffer.</param>
    /// <param name="floats">Floats it must hold.</param>
    /// <exception cref="ArgumentException">More than one buffer holds.</exception>
    protected static void Grow(ref AlignedBuffer<float> buffer, long floats)
    {
        if (buffer.Length >= floats)
            return;

        if (floats > AlignedBuffer<float>.MaxLength)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"a map of these extents needs {floats:N0} floats in one buffer, but one holds at most {AlignedBuffer<float>.MaxLength:N0}; give a smaller map"));
        }

        buffer = new AlignedBuffer<float>((int)floats);
    }
}
