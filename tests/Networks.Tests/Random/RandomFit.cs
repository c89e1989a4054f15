using System.Globalization;
using Kiln.Networks.Tests.Reference;
using Kiln.Numerics;

namespace Kiln.Networks.Tests.Random;

/// <summary>Makes drawn layers fit the maps that they read.</summary>
internal static class RandomFit
{
    /// <summary>What is said where arrays are declared, or of one layer alone.</summary>
    private static readonly string[] Owners = ["Frozen", "FixedMoments", "Rate", "Keep", "TrainingOnly", "WeightsOf"];

    /// <summary>The layer of a kind on a map, made to fit.</summary>
    public static RandomNode On(RandomLayer drawn, string name, int input, Shape map)
    {
        SeededRandom random = new(drawn.Seed);
        List<string> options = [];
        (WindowDescription window, int filters, int groups) = drawn.Kind switch
        {
            RandomKind.Conv or RandomKind.Depthwise => Conv(drawn, map, random, options),
            RandomKind.Dense => Dense(drawn, map, random, options),
            RandomKind.ConvTranspose => ConvTranspose(drawn, map, random, options),
            RandomKind.Subsample => (Subsample(drawn, random, options), 0, 1),
            RandomKind.Crop => (Crop(drawn, map, options), 0, 1),
            RandomKind.LpNorms => (Norms(random, options), 0, 1),
            RandomKind.MaxPool or RandomKind.AvgPool => (Pool(drawn, map, options), 0, 1),
            RandomKind.GlobalMaxPool or RandomKind.GlobalAvgPool => (WindowDescription.None with { Height = 0, Width = 0 }, 0, 1),
            _ => (WindowDescription.None, 0, 1),
        };
        Options(drawn.Kind, random, options);
        if (drawn.Kind == RandomKind.Dropout || random.Next(10) == 0)
            options.Add("Keep = true");

        Shape output = Output(drawn.Kind, window, map, filters);
        if (drawn.Kind == RandomKind.LpNorms && !options.Contains("Axes = Axes.Rows | Axes.Columns"))
            output = output with { Channels = 1 };

        if (output == map && random.Next(12) == 0)
            options.Add("TrainingOnly = true");

        long taps = window.IsWholeMap ? (long)map.Height * map.Width : (long)window.Height * window.Width;
        int depth = filters == 0 ? 1 : map.Channels / groups;
        return new RandomNode(name, drawn.Kind, [input], window, output, output.Count * taps * depth, options);
    }

    private static Shape Output(RandomKind kind, WindowDescription window, Shape map, int filters)
    {
        if (kind == RandomKind.Flatten)
            return new Shape(1, 1, map.Count);

        RandomNode node = new("", kind, [], window, map, 0, []);
        return new Shape(node.Extent(map.Height, rows: true), node.Extent(map.Width, rows: false), filters == 0 ? map.Channels : filters);
    }

    /// <summary>Whether a layer that reads a map could have the same weights on another.</summary>
    public static bool Fits(RandomNode node, Shape own, Shape map) =>
        map.Channels == own.Channels && (node.Kind == RandomKind.Dense
            ? (map.Height, map.Width) == (own.Height, own.Width)
            : node.Window.DilationY * (node.Window.Height - 1) < map.Height + node.Window.PadTop + node.Window.PadBottom
                && node.Window.DilationX * (node.Window.Width - 1) < map.Width + node.Window.PadLeft + node.Window.PadRight);

    /// <summary>A layer with the weights of another, where it is said how they are trained.</summary>
    public static RandomNode Again(RandomNode node, string name, int input, Shape map)
    {
        Shape output = Windows.Output(node.Window, map, node.Output.Channels);
        string[] options = [.. node.Arguments.Where(argument => !Owners.Any(option => argument.StartsWith(option, StringComparison.Ordinal))), $"WeightsOf = nameof({node.Name})"];
        return node with { Name = name, Inputs = [input], Output = output, Work = node.Work * output.Count / node.Output.Count, Arguments = options };
    }

    private static (WindowDescription Window, int Filters, int Groups) Conv(RandomLayer drawn, Shape map, SeededRandom random, List<string> options)
    {
        int groups = drawn.Kind == RandomKind.Depthwise ? map.Channels : random.Next(4) == 0 ? Divisor(map.Channels, random) : 1;
        int filters = drawn.Kind == RandomKind.Depthwise ? map.Channels * (1 + random.Next(2)) : (drawn.Filters + groups - 1) / groups * groups;
        (int dilationY, int dilationX) = random.Next(5) == 0 ? (1 + random.Next(3), 1 + random.Next(3)) : (1, 1);
        WindowDescription window = new(
            Taps(drawn.Height, dilationY, map.Height + drawn.Pads.Top + drawn.Pads.Bottom),
            Taps(drawn.Width, dilationX, map.Width + drawn.Pads.Left + drawn.Pads.Right),
            drawn.Strides.Y, drawn.Strides.X, drawn.Pads.Top, drawn.Pads.Bottom, drawn.Pads.Left, drawn.Pads.Right, dilationY, dilationX);
        options.AddRange([$"{window.Height}", $"{window.Width}", $"{filters}", .. Sides(window)]);
        if (groups > 1 || random.Next(9) == 0)
            options.Add($"Groups = {groups}");
        if (dilationY == dilationX && dilationY > 1)
            options.Add($"Dilation = {dilationY}");
        else if ((dilationY, dilationX) != (1, 1))
            options.AddRange([$"DilationY = {dilationY}", $"DilationX = {dilationX}"]);

        Learning(random, options);
        return (window, filters, groups);
    }

    private static (WindowDescription Window, int Filters, int Groups) Dense(RandomLayer drawn, Shape map, SeededRandom random, List<string> options)
    {
        options.Add($"{drawn.Filters}");
        Learning(random, options);
        return (WindowDescription.None with { Height = map.Height, Width = map.Width }, drawn.Filters, 1);
    }

    private static (WindowDescription Window, int Filters, int Groups) ConvTranspose(RandomLayer drawn, Shape map, SeededRandom random, List<string> options)
    {
        int groups = random.Next(3) == 0 ? Divisor(map.Channels, random) : 1, filters = (drawn.Filters + groups - 1) / groups * groups;
        int rows = ((map.Height - 1) * drawn.Strides.Y) + drawn.Height, columns = ((map.Width - 1) * drawn.Strides.X) + drawn.Width;
        WindowDescription window = new(
            drawn.Height, drawn.Width, drawn.Strides.Y, drawn.Strides.X,
            Math.Min(drawn.Pads.Top, (rows - 1) / 2), Math.Min(drawn.Pads.Bottom, (rows - 1) / 2), Math.Min(drawn.Pads.Left, (columns - 1) / 2), Math.Min(drawn.Pads.Right, (columns - 1) / 2));
        options.AddRange([$"{window.Height}", $"{window.Width}", $"{filters}", .. Sides(window).Select(side => side.Replace("Pad", "Crop", StringComparison.Ordinal))]);
        if (groups > 1)
            options.Add($"Groups = {groups}");

        Learning(random, options);
        return (window, filters, groups);
    }

    private static WindowDescription Subsample(RandomLayer drawn, SeededRandom random, List<string> options)
    {
        WindowDescription window = new(1, 1, drawn.Strides.Y, drawn.Strides.X, drawn.Pads.Top, drawn.Pads.Bottom, drawn.Pads.Left, drawn.Pads.Right);
        options.AddRange(Sides(window));
        if (random.Next(2) == 0)
            options.Add("Bias = true");

        Frozen(random, options);
        return window;
    }

    /// <summary>What is cut leaves a pixel.</summary>
    private static WindowDescription Crop(RandomLayer drawn, Shape map, List<string> options)
    {
        (int top, int bottom) = (Math.Min(drawn.Pads.Top, (map.Height - 1) / 2), Math.Min(drawn.Pads.Bottom, (map.Height - 1) / 2));
        (int left, int right) = (Math.Min(drawn.Pads.Left, (map.Width - 1) / 2), Math.Min(drawn.Pads.Right, (map.Width - 1) / 2));
        options.AddRange([$"Top = {top}", $"Bottom = {bottom}", $"Left = {left}", $"Right = {right}"]);
        return new WindowDescription(1, 1, 1, 1, -top, -bottom, -left, -right);
    }

    private static WindowDescription Norms(SeededRandom random, List<string> options)
    {
        string axes = Any(random, ["Channels", "Rows | Axes.Columns", "Rows | Axes.Columns | Axes.Channels"]);
        options.Add($"Axes = Axes.{axes}");
        Norm(random, options);
        return axes == "Channels" ? WindowDescription.None : WindowDescription.None with { Height = 0, Width = 0 };
    }

    private static void Norm(SeededRandom random, List<string> options)
    {
        Either(random, options, "Exponent", [1, 2, 3, 4]);
        Either(random, options, "Epsilon", [0.1, 1]);
    }

    /// <summary>Every window of a pool must hold a pixel.</summary>
    private static WindowDescription Pool(RandomLayer drawn, Shape map, List<string> options)
    {
        int height = Math.Min(drawn.Height, map.Height), width = Math.Min(drawn.Width, map.Width);
        (int top, int bottom, int left, int right) = drawn.Pads;
        WindowDescription window = new(
            height, width, drawn.Strides.Y, drawn.Strides.X,
            Math.Min(top, height - 1), Math.Min(bottom, height - 1), Math.Min(left, width - 1), Math.Min(right, width - 1));
        options.AddRange([$"{height}", $"{width}", .. Sides(window)]);
        return window;
    }

    private static void Options(RandomKind kind, SeededRandom random, List<string> options)
    {
        switch (kind)
        {
            case RandomKind.Relu when random.Next(2) == 0:
                Either(random, options, "Leak", [0, 0.01, 0.1, 0.5]);
                Either(random, options, "Ceiling", [6, 1, 0.5]);
                break;
            case RandomKind.LpNorm:
                if (random.Next(2) == 0)
                    options.Add($"Axes = Axes.{Any(random, ["Channels", "Rows", "Columns", "Images", "Rows | Axes.Columns", "Rows | Axes.Columns | Axes.Channels"])}");
                Norm(random, options);
                break;
            case RandomKind.SpatialNorm:
                options.AddRange([$"{1 + random.Next(4)}", $"{1 + random.Next(4)}"]);
                Either(random, options, "Alpha", [1, 0.1]);
                Either(random, options, "Beta", [0.5, 0.75, 1]);
                break;
            case RandomKind.NormOffset:
                Either(random, options, "Alpha", [0.5, 0.1]);
                Either(random, options, "Beta", [0.5, 1, 0.3]);
                break;
            case RandomKind.BatchNorm:
                if (random.Next(6) == 0)
                    options.Add("FixedMoments = true");
                Either(random, options, "Epsilon", [1e-5, 1e-3, 0.1]);
                Either(random, options, "Rate", [0.1, 0.5, 1]);
                Frozen(random, options);
                break;
            case RandomKind.Scale:
                if (random.Next(3) == 0)
                    options.Add("Bias = false");
                Frozen(random, options);
                break;
            case RandomKind.Lrn:
                options.Add($"{1 + random.Next(7)}");
                Either(random, options, "Kappa", [1, 2, 0.5]);
                Either(random, options, "Alpha", [0.5, 0.01, 0]);
                Either(random, options, "Beta", [0.5, 0.75, 1]);
                break;
            case RandomKind.Function:
                options.Add(random.Next(2) == 0 ? "nameof(Swish)" : "nameof(HardSwish)");
                break;
            case RandomKind.Dropout:
                options.Add(Text(Any(random, [0.5, 0.25, 0.1, 0])));
                Frozen(random, options);
                break;
        }
    }

    private static void Learning(SeededRandom random, List<string> options)
    {
        if (random.Next(2) == 0)
            options.Add("Bias = false");
        Frozen(random, options);
    }

    private static void Frozen(SeededRandom random, List<string> options)
    {
        if (random.Next(8) == 0)
            options.Add("Frozen = true");
    }

    /// <summary>Leaves an option out in half the cases.</summary>
    private static void Either(SeededRandom random, List<string> options, string name, double[] values)
    {
        if (random.Next(2) == 0)
            options.Add($"{name} = {Text(Any(random, values))}");
    }

    private static T Any<T>(SeededRandom random, T[] values) => values[random.Next(values.Length)];

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Divisor(int channels, SeededRandom random)
    {
        int[] divisors = [.. Enumerable.Range(2, 7).Where(divisor => channels % divisor == 0)];
        return divisors.Length == 0 ? 1 : divisors[random.Next(divisors.Length)];
    }

    /// <summary>As many taps as fit an extent.</summary>
    private static int Taps(int wanted, int dilation, int extent) => Math.Min(wanted, ((extent - 1) / dilation) + 1);

    private static string[] Sides(WindowDescription window)
    {
        string[] strides = window.StrideY == window.StrideX ? [$"Stride = {window.StrideY}"] : [$"StrideY = {window.StrideY}", $"StrideX = {window.StrideX}"];
        (string Name, int Pad)[] pads = [("PadTop", window.PadTop), ("PadBottom", window.PadBottom), ("PadLeft", window.PadLeft), ("PadRight", window.PadRight)];
        if (pads.All(side => side.Pad == pads[0].Pad))
            pads = [("Pad", pads[0].Pad)];

        return [.. strides, .. pads.Where(side => side.Pad > 0).Select(side => $"{side.Name} = {side.Pad}")];
    }
}
