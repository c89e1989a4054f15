using System.Globalization;
using Kiln.Interchange.Declarations;

namespace Kiln.Interchange.Matlab;

/// <summary>Makes lines of a declaration of a model's layers. Losses, and what only they read, are left out.</summary>
/// <param name="model">The model.</param>
internal sealed class ModelLines(MatConvNetModel model)
{
    private readonly Dictionary<string, LayerLine> variables = [];
    private readonly List<LayerLine> lines = [];
    private readonly List<string> problems = [];

    /// <summary>The lines.</summary>
    /// <param name="subject">What messages call the model.</param>
    /// <param name="given">Extents of the input; null for those of the images that the model describes.</param>
    /// <exception cref="InterchangeException">A layer cannot be declared; the message lists all that cannot.</exception>
    /// <exception cref="MatException">The file is damaged.</exception>
    public List<LayerLine> Lines(string subject, Shape? given)
    {
        Shape input = given ?? (model.Images is { } images ? new Shape(images.Height, images.Width, images.Channels)
            : throw new InterchangeException(subject, "does not say how large its images are; say rows, columns and channels, such as 224x224x3"));
        MatConvNetLayer[] computed = [.. model.Layers.Where(layer => !IsLoss(layer))];
        LayerLine last = new("input", input);
        lines.Add(last);
        HashSet<string> made = [.. computed.SelectMany(layer => layer.Outputs)];
        foreach (string variable in computed.SelectMany(layer => layer.Inputs).Where(variable => !made.Contains(variable)))
            variables[variable] = last;

        // A graph need not be stored in the order in which it runs.
        List<MatConvNetLayer> waiting = [.. computed];
        while (waiting.Find(layer => !model.IsGraph || layer.Inputs.All(variables.ContainsKey)) is { } layer)
        {
            waiting.Remove(layer);
            LayerLine[] inputs = model.IsGraph ? [.. layer.Inputs.Select(variable => variables[variable])] : [last];
            last = Add(layer, inputs);
            foreach (string variable in layer.Outputs)
                variables[variable] = last;
        }

        problems.AddRange(waiting.Select(layer => $"{layer.Name} ({layer.Type}): reads what no layer makes"));
        if (problems.Count > 0)
            throw new InterchangeException(subject, "has what cannot be declared", problems);

        HashSet<LayerLine> read = [.. lines.SelectMany(line => line.Inputs)];
        foreach (LayerLine line in lines.Where(line => !read.Contains(line)))
            line.IsOutput = line.Kind != "input" ? true : throw new InterchangeException(subject, "has no layer that computes scores");

        return lines;
    }

    private static bool IsLoss(MatConvNetLayer layer) => layer.Type is "softmaxloss" or "loss" or "epe" || layer.Type.EndsWith("error", StringComparison.Ordinal);

    /// <summary>The line of a layer; where there is none a problem, and its input, so that those after it are looked at too.</summary>
    private LayerLine Add(MatConvNetLayer layer, LayerLine[] inputs)
    {
        try
        {
            LayerLine line = Line(layer, inputs);
            line.Hint = LayerNames.OfPath(layer.Name);
            lines.Add(line);
            return line;
        }
        catch (InvalidDataException e)
        {
            problems.Add($"{layer.Name} ({layer.Type}): {e.Message}");
            return inputs.Length > 0 ? inputs[0] : lines[0];
        }
        catch (OverflowException)
        {
            problems.Add($"{layer.Name} ({layer.Type}): its extents are larger than a network can have");
            return inputs[0];
        }
    }

    private static LayerLine Line(MatConvNetLayer layer, LayerLine[] inputs)
    {
        if (inputs.Length == 0 || (inputs.Length > 1 && layer.Type is not ("concat" or "sum")))
            throw new InvalidDataException($"reads {inputs.Length} variables");

        LayerLine input = inputs[0];
        Shape map = input.Output;
        switch (layer.Type)
        {
            case "conv":
                return Conv(layer, input);
            case "convt":
                return ConvTranspose(layer, input);
            case "pool":
                return Pool(layer, input);
            case "relu":
                double leak = Number(layer, "leak", 0);
                return leak is >= 0 and < 1 ? new LayerLine("relu", map, input) { Options = [new("Leak", leak), new("Ceiling", double.PositiveInfinity)] } : throw new InvalidDataException($"has a leak of {leak}");
            case "sigmoid" or "softmax":
                return new LayerLine(layer.Type, map, input);
            case "lrn":
                return layer.Option("param") is [>= 1 and var size, var kappa, var alpha, var beta]
                    ? new LayerLine("lrn", map, input) { Options = [new("Window", Math.Floor(size)), new("Kappa", kappa), new("Alpha", Short(alpha)), new("Beta", Short(beta))] }
                    : throw new InvalidDataException("has no four numbers in param");
            case "dropout":
                return new LayerLine("dropout", map, input) { Options = [new("Rate", Short(Number(layer, "rate", 0.5)))] };
            case "bnorm":
                return BatchNorm(layer, input);
            case "scale":
                return Scale(layer, input);
            case "concat" when Number(layer, "dim", 3) == 3 && inputs.All(one => (one.Output.Height, one.Output.Width) == (map.Height, map.Width)):
                return new LayerLine("concat", map with { Channels = checked(inputs.Sum(one => one.Output.Channels)) }, inputs);
            case "sum" when inputs.Length > 1 && inputs.All(one => one.Output == map):
                return new LayerLine("add", map, inputs);
            default:
                throw new InvalidDataException("there is no layer for it, or not with those options");
        }
    }

    private static LayerLine Conv(MatConvNetLayer layer, LayerLine input)
    {
        (MatArray filters, int[] extents) = Filters(layer);
        (int height, int width, int depth, int count) = (extents[0], extents[1], extents[2], extents[3]);
        if (input.Output.Channels % depth != 0 || count % (input.Output.Channels / depth) != 0)
            throw new InvalidDataException($"has filters of {filters.Extents}, which do not fit {input.Output.Channels} channels");

        WindowDescription window = Window(layer, height, width, "dilate");
        LayerLine line = new("conv", Slid(input.Output, window) with { Channels = count }, input)
        {
            Window = window,
            FilterDepth = depth,
            Filters = count,
            Options = [new("Groups", input.Output.Channels / depth)],
        };
        AddFilters(line, layer, filters, extents, count);
        return line;
    }

    private static LayerLine ConvTranspose(MatConvNetLayer layer, LayerLine input)
    {
        (MatArray filters, int[] extents) = Filters(layer);
        int groups = Whole(Number(layer, "numGroups", 1)), count = checked(extents[2] * groups);
        if (extents[3] != input.Output.Channels || extents[3] % groups != 0)
            throw new InvalidDataException($"has filters of {filters.Extents}, which do not fit {input.Output.Channels} channels");

        int[] stride = Pair(layer, "upsample", 1), crop = Sides(layer, "crop");
        WindowDescription window = new(extents[0], extents[1], stride[0], stride[1], crop[0], crop[1], crop[2], crop[3]);
        Shape map = new(
            checked(((input.Output.Height - 1) * stride[0]) + extents[0] - crop[0] - crop[1]), checked(((input.Output.Width - 1) * stride[1]) + extents[1] - crop[2] - crop[3]), count);
        LayerLine line = new("convtranspose", map, input) { Window = window, FilterDepth = extents[3] / groups, Filters = count, Options = [new("Groups", groups)] };
        AddFilters(line, layer, filters, extents, count);
        return line;
    }

    private static LayerLine Pool(MatConvNetLayer layer, LayerLine input)
    {
        bool isMax = !layer.Options.TryGet(0, "method", out MatValue? method) || method is not MatText { Value: "avg" };
        int[] size = Pair(layer, layer.Option("pool").Length > 0 ? "pool" : "poolSize", 0);
        WindowDescription window = Window(layer, size[0], size[1], "");
        string kind = isMax ? "maxpool" : "avgpool";
        bool isWhole = (size[0], size[1]) == (input.Output.Height, input.Output.Width) && (window.PadTop, window.PadBottom, window.PadLeft, window.PadRight) == default;
        if (isWhole)
            return new LayerLine("global" + kind, new Shape(1, 1, input.Output.Channels), input) { Window = LayerLine.WholeMap };

        if (window.PadTop >= size[0] || window.PadBottom >= size[0] || window.PadLeft >= size[1] || window.PadRight >= size[1])
            throw new InvalidDataException("has windows that lie on padding alone");

        return new LayerLine(kind, Slid(input.Output, window), input) { Window = window };
    }

    /// <summary>The second column of the moments is √(variance + ε).</summary>
    private static LayerLine BatchNorm(MatConvNetLayer layer, LayerLine input)
    {
        int channels = input.Output.Channels;
        double epsilon = Short(Number(layer, "epsilon", 1e-4));
        if (layer.Arrays.Count != 3 || layer.Arrays[0].Count != channels || layer.Arrays[1].Count != channels || layer.Arrays[2].Count != 2 * channels || !(epsilon > 0))
            throw new InvalidDataException($"has no factors, offsets and moments of {channels} channels");

        float[] moments = layer.Arrays[2].To<float>();
        LayerLine line = new("batchnorm", input.Output, input) { Options = [new("Epsilon", epsilon), new("Rate", 0.1), new("Frozen", 0)] };
        line.Arrays.Add(LineArray.Of("Scale", layer.Arrays[0].To<float>()));
        line.Arrays.Add(LineArray.Of("Shift", layer.Arrays[1].To<float>()));
        line.Arrays.Add(LineArray.Of("Mean", moments[..channels]));
        line.Arrays.Add(LineArray.Of("Variance", [.. moments[channels..].Select(sigma => (float)(((double)sigma * sigma) - epsilon))]));
        return line;
    }

    private static LayerLine Scale(MatConvNetLayer layer, LayerLine input)
    {
        if (layer.Arrays.Count is not (1 or 2) || layer.Arrays.Any(array => array.Count != input.Output.Channels))
            throw new InvalidDataException($"has no factors of {input.Output.Channels} channels");

        LayerLine line = new("scale", input.Output, input);
        line.Arrays.Add(LineArray.Of("Scale", layer.Arrays[0].To<float>()));
        if (layer.Arrays.Count > 1)
            line.Arrays.Add(LineArray.Of("Shift", layer.Arrays[1].To<float>()));

        return line;
    }

    private static (MatArray Filters, int[] Extents) Filters(MatConvNetLayer layer)
    {
        if (layer.Arrays.Count == 0 || layer.Arrays[0] is not { Count: > 0 } filters || filters.Dimensions.Count > 4)
            throw new InvalidDataException("has no filters");

        return (filters, [.. ModelReader.Padded(filters.Dimensions, 4)]);
    }

    private static void AddFilters(LayerLine line, MatConvNetLayer layer, MatArray filters, int[] extents, int count)
    {
        line.Arrays.Add(new LineArray("Weights", extents, ours => ColumnMajor.ToRowMajor(filters, ours)));
        if (layer.Arrays.Count < 2 || layer.Arrays[1].Count == 0)
            return;

        line.Arrays.Add(layer.Arrays[1].Count == count ? LineArray.Of("Biases", layer.Arrays[1].To<float>())
            : throw new InvalidDataException($"has {layer.Arrays[1].Count} biases of {count} filters"));
    }

    private static WindowDescription Window(MatConvNetLayer layer, int height, int width, string dilation)
    {
        int[] stride = Pair(layer, "stride", 1), dilations = dilation.Length > 0 ? Pair(layer, dilation, 1) : [1, 1], pads = Sides(layer, "pad");
        return height > 0 && width > 0 ? new(height, width, stride[0], stride[1], pads[0], pads[1], pads[2], pads[3], dilations[0], dilations[1])
            : throw new InvalidDataException("has no window");
    }

    private static Shape Slid(Shape map, WindowDescription window)
    {
        int rows = map.Height + window.PadTop + window.PadBottom - (((window.Height - 1) * window.DilationY) + 1);
        int columns = map.Width + window.PadLeft + window.PadRight - (((window.Width - 1) * window.DilationX) + 1);
        return rows >= 0 && columns >= 0 ? map with { Height = (rows / window.StrideY) + 1, Width = (columns / window.StrideX) + 1 }
            : throw new InvalidDataException($"has a window of {window.Height}×{window.Width}, which does not fit its input of {map}");
    }

    private static double Number(MatConvNetLayer layer, string name, double unlessGiven) => layer.Option(name) is [var number, ..] ? number : unlessGiven;

    /// <summary>One number for both axes, or two.</summary>
    private static int[] Pair(MatConvNetLayer layer, string name, int unlessGiven) => layer.Option(name) switch
    {
        [] => [unlessGiven, unlessGiven],
        [var both] => [Whole(both), Whole(both)],
        [var rows, var columns] => [Whole(rows), Whole(columns)],
        _ => throw new InvalidDataException($"has {name} that are not one or two numbers"),
    };

    /// <summary>One number for all sides, or top, bottom, left, right.</summary>
    private static int[] Sides(MatConvNetLayer layer, string name) => layer.Option(name) switch
    {
        [] => [0, 0, 0, 0],
        [var all] => [Side(all), Side(all), Side(all), Side(all)],
        [var top, var bottom, var left, var right] => [Side(top), Side(bottom), Side(left), Side(right)],
        _ => throw new InvalidDataException($"has {name} that is not one or four numbers"),
    };

    private static int Whole(double number) => number is >= 1 and <= 1 << 20 && number == Math.Floor(number) ? (int)number : throw new InvalidDataException($"has {number.ToString(CultureInfo.InvariantCulture)} where a whole number above 0 was expected");

    private static int Side(double number) => number == 0 ? 0 : Whole(number);

    /// <summary>The shortest number that is the same float: files have 0.75 exactly and 1e-4 as a float has it.</summary>
    private static double Short(double number) => double.Parse(((float)number).ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
