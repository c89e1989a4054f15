using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>Layers with filters that slide.</summary>
internal static class Convolutions
{
    public static void Conv(NodeImport node)
    {
        LayerLine input = node.PaddedMap(0, out WindowDescription around);
        (ConstantValue filters, int count, int depth, int height, int width) = Filters(node);
        int groups = checked((int)node.Int("group", 1));
        if (groups < 1 || (long)depth * groups != input.Output.Channels || count % groups != 0)
            throw new UnsupportedException($"has {count} filters of {depth} channels in {groups} groups, which do not fit the {input.Output.Channels} channels that it reads");

        WindowDescription window = Windows.Of(node, input.Output, height, width, around, out Shape map);
        LayerLine line = new("conv", map with { Channels = count }, input) { Window = window, FilterDepth = depth, Filters = count, Options = [new("Groups", groups)] };
        AddArrays(node, line, new LineArray("Weights", [height, width, depth, count], ours => FilterOrder.ToInnermost(filters.Floats, ours, depth, count)), count);
        node.OutputMap(line);
    }

    public static void ConvTranspose(NodeImport node)
    {
        LayerLine input = node.Map();
        (ConstantValue filters, int channels, int made, int height, int width) = Filters(node);
        int groups = checked((int)node.Int("group", 1)), count = checked(made * groups);
        if (groups < 1 || channels != input.Output.Channels || channels % groups != 0)
            throw new UnsupportedException($"has filters of {channels} channels in {groups} groups, which do not fit the {input.Output.Channels} channels that it reads");

        if (node.Ints("dilations") is { } dilations && dilations.Any(dilation => dilation != 1))
            throw new UnsupportedException("dilations other than 1 cannot be said");

        long[] strides = node.Ints("strides") ?? [1, 1], added = node.Ints("output_padding") ?? [0, 0];
        (int strideY, int strideX) = (Windows.Positive(strides, 0), Windows.Positive(strides, 1));
        long[] pads = TransposedPads(node, input.Output, [height, width], [strideY, strideX], added);

        // What is added to the result is less that is cut off at its end.
        int[] crops = [.. pads.Index().Select(pad => checked((int)(pad.Item - (pad.Index >= 2 ? added[pad.Index - 2] : 0))))];
        if (crops.Any(crop => crop < 0))
            throw new UnsupportedException("output_padding or pads enlarge the result beyond what the filters reach, which cannot be said");

        WindowDescription window = new(height, width, strideY, strideX, crops[0], crops[2], crops[1], crops[3]);
        Shape map = new(Enlarged(input.Output.Height, strideY, height, crops[0], crops[2]), Enlarged(input.Output.Width, strideX, width, crops[1], crops[3]), count);
        LayerLine line = new("convtranspose", map, input) { Window = window, FilterDepth = channels / groups, Filters = count, Options = [new("Groups", groups)] };
        AddArrays(node, line, new LineArray("Weights", [height, width, made, channels], ours => FilterOrder.ToInnermost(filters.Floats, ours, made, channels)), count);
        node.OutputMap(line);
    }

    /// <summary>A convolution whose filters are no weights but say what it computes, the same for every channel by itself.</summary>
    /// <param name="kind">conv or convtranspose.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="window">Its window.</param>
    /// <param name="map">What it makes.</param>
    /// <param name="weight">Every weight.</param>
    public static LayerLine Constant(string kind, LayerLine input, WindowDescription window, Shape map, float weight)
    {
        int channels = input.Output.Channels;
        if ((long)window.Height * window.Width * channels > ConstantValue.MostComputed)
            throw new UnsupportedException($"would take a convolution of {window.Height}×{window.Width}×{channels} weights, which is more than is made here");

        LayerLine line = new(kind, map, input) { Window = window, FilterDepth = 1, Filters = channels, Options = [new("Groups", channels)], IsFrozen = true };
        line.Arrays.Add(new LineArray("Weights", [window.Height, window.Width, 1, channels], ours => ours.Fill(weight)));
        return line;
    }

    /// <summary>Some of the channels, which a convolution of one pixel takes whose weights are 1 and 0.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="begin">The first channel.</param>
    /// <param name="count">How many.</param>
    /// <param name="step">From one to the next.</param>
    public static LayerLine Channels(LayerLine input, int begin, int count, int step)
    {
        int channels = input.Output.Channels;
        if ((long)channels * count > ConstantValue.MostComputed)
            throw new UnsupportedException($"takes {count} of {channels} channels, which would take more weights than are made here");

        LayerLine line = new("conv", input.Output with { Channels = count }, input) { FilterDepth = channels, Filters = count, Options = [new("Groups", 1)], IsFrozen = true };
        line.Arrays.Add(new LineArray("Weights", [1, 1, channels, count], ours =>
        {
            ours.Clear();
            for (int filter = 0; filter < count; filter++)
                ours[((begin + (filter * step)) * count) + filter] = 1;
        }));
        return line;
    }

    private static (ConstantValue Filters, int First, int Second, int Height, int Width) Filters(NodeImport node)
    {
        ConstantValue filters = node.Constant(1, "filters");
        if (filters.Dimensions is not [> 0, > 0, > 0, > 0])
            throw new UnsupportedException($"has filters of {string.Join("×", filters.Dimensions)}, where those over rows and columns have four extents");

        (int height, int width) = ((int)filters.Dimensions[2], (int)filters.Dimensions[3]);
        if (node.Ints("kernel_shape") is { } kernel && !kernel.SequenceEqual([height, width]))
            throw new UnsupportedException($"has a kernel_shape of {string.Join("×", kernel)}, but filters of {height}×{width}");

        return (filters, (int)filters.Dimensions[0], (int)filters.Dimensions[1], height, width);
    }

    private static void AddArrays(NodeImport node, LayerLine line, LineArray weights, int count)
    {
        line.Arrays.Add(weights);
        if (node.Has(2))
        {
            ConstantValue biases = node.Constant(2, "biases");
            if (biases.Count != count)
                throw new UnsupportedException($"has {biases.Count} biases of {count} filters");

            line.Arrays.Add(new LineArray("Biases", [count], biases.CopyTo));
        }

        node.Share(line, 1, 2);
    }

    private static long[] TransposedPads(NodeImport node, Shape input, int[] kernel, int[] strides, long[] added)
    {
        string auto = node.Text("auto_pad", "NOTSET");
        if (added.Length != 2 || added.Any(extent => extent < 0))
            throw new UnsupportedException("output_padding is not two numbers, 0 or more");

        long[] total = [.. Enumerable.Range(0, 2).Select(axis => Math.Max(0, (long)kernel[axis] + added[axis] - strides[axis]))];
        long[]? asked = node.Ints("output_shape");
        if (asked is not null)
        {
            if (asked.Length < 2)
                throw new UnsupportedException("output_shape is not rows and columns");

            int[] extents = [input.Height, input.Width];
            total = [.. Enumerable.Range(0, 2).Select(axis => (strides[axis] * (extents[axis] - 1L)) + added[axis] + kernel[axis] - asked[^(2 - axis)])];
        }

        if (asked is null && auto is "NOTSET" or "VALID")
            return Windows.Pads(node.Ints("pads") ?? [0, 0, 0, 0]);

        bool isUpper = auto == "SAME_UPPER";
        return [Half(total[0], isUpper), Half(total[1], isUpper), total[0] - Half(total[0], isUpper), total[1] - Half(total[1], isUpper)];

        static long Half(long pads, bool roundsDown) => roundsDown ? pads / 2 : pads - (pads / 2);
    }

    private static int Enlarged(int extent, int stride, int kernel, int before, int after) => checked((int)(((extent - 1L) * stride) + kernel - before - after));
}

/// <summary>What operators with a window say of it.</summary>
internal static class Windows
{
    /// <summary>The window of an operator, with the zeros that were put around the map before it.</summary>
    /// <param name="node">The node.</param>
    /// <param name="input">The map it slides over.</param>
    /// <param name="height">Rows of the window.</param>
    /// <param name="width">Columns of the window.</param>
    /// <param name="around">Zeros around the map.</param>
    /// <param name="map">The rows and columns of what it makes.</param>
    public static WindowDescription Of(NodeImport node, Shape input, int height, int width, WindowDescription around, out Shape map)
    {
        long[] strides = node.Ints("strides") ?? [1, 1], dilations = node.Ints("dilations") ?? [1, 1];
        bool roundsUp = node.Int("ceil_mode", 0) != 0;
        WindowDescription window = new(height, width, Positive(strides, 0), Positive(strides, 1), 0, 0, 0, 0, Positive(dilations, 0), Positive(dilations, 1));
        long[] given = Pads(node.Ints("pads") ?? [0, 0, 0, 0]);
        string auto = node.Text("auto_pad", "NOTSET");
        (int top, int bottom) = Axis(input.Height, height, window.StrideY, window.DilationY, given[0], given[2], around.PadTop, around.PadBottom);
        (int left, int right) = Axis(input.Width, width, window.StrideX, window.DilationX, given[1], given[3], around.PadLeft, around.PadRight);
        window = window with { PadTop = top, PadBottom = bottom, PadLeft = left, PadRight = right };
        map = new Shape(
            Extent(input.Height, height, window.StrideY, window.DilationY, top, bottom), Extent(input.Width, width, window.StrideX, window.DilationX, left, right), input.Channels);
        return window;

        (int Before, int After) Axis(int extent, int size, int stride, int dilation, long before, long after, int zerosBefore, int zerosAfter)
        {
            int reach = checked(((size - 1) * dilation) + 1);
            if (auto is "SAME_UPPER" or "SAME_LOWER")
            {
                long padded = (long)extent + zerosBefore + zerosAfter, total = Math.Max(0, ((((padded + stride - 1) / stride) - 1) * stride) + reach - padded);
                before = auto == "SAME_UPPER" ? total / 2 : total - (total / 2);
                after = total - before;
            }
            else if (auto == "VALID")
            {
                (before, after) = (0, 0);
            }

            (before, after) = (before + zerosBefore, after + zerosAfter);
            if (roundsUp && (extent + before + after - reach) % stride is > 0 and var rest)
            {
                // A window more at the end, if it begins on the map or on what is in front of it.
                long windows = ((extent + before + after - reach) / stride) + 1;
                after += windows * stride < extent + before ? stride - rest : 0;
            }

            return (checked((int)before), checked((int)after));
        }
    }

    /// <summary>Pads of four sides, 0 or more: top, left, bottom, right.</summary>
    public static long[] Pads(long[] pads) => pads.Length == 4 && pads.All(pad => pad is >= 0 and <= int.MaxValue) ? pads
        : throw new UnsupportedException($"pads of {string.Join(", ", pads)} are not four numbers, 0 or more");

    /// <summary>A stride or dilation.</summary>
    public static int Positive(long[] numbers, int place) => numbers.Length == 2 && numbers[place] is > 0 and <= int.MaxValue ? (int)numbers[place]
        : throw new UnsupportedException($"strides or dilations of {string.Join(", ", numbers)} are not two numbers above 0");

    /// <summary>The rows and columns of a window.</summary>
    public static (int Height, int Width) Size(NodeImport node) => node.Ints("kernel_shape") is [> 0 and <= int.MaxValue and var height, > 0 and <= int.MaxValue and var width] ? ((int)height, (int)width)
        : throw new UnsupportedException("kernel_shape is not rows and columns");

    private static int Extent(int extent, int size, int stride, int dilation, int before, int after)
    {
        long free = (long)extent + before + after - (((size - 1L) * dilation) + 1);
        return free >= 0 ? checked((int)((free / stride) + 1)) : throw new UnsupportedException($"has a window of {size}, which does not fit {extent} with pads of {before} and {after}");
    }
}
