using System;
using System.Collections.Generic;
using System.Globalization;
using Kiln.Generator.Declaration;
using Kiln.Generator.Diagnostics;

namespace Kiln.Generator.Graph;

/// <summary>Reads the arguments of one layer's attribute and reports those that are out of range.</summary>
internal sealed class LayerArguments(LayerDeclaration layer, ICollection<Problem> problems)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>An extent, a count or a stride: at least 1.</summary>
    public int Size(string name, int unlessGiven = 1) => Whole(name, unlessGiven, least: 1);

    /// <summary>A pad: at least 0.</summary>
    public int Pad(string name, int unlessGiven) => Whole(name, unlessGiven, least: 0);

    public bool Flag(string name, bool unlessGiven) => Given(name) is { } value ? value != 0 : unlessGiven;

    /// <summary>Whether training leaves the arrays as they are.</summary>
    public bool Frozen()
    {
        OfOwner("Frozen");
        return Flag("Frozen", false);
    }

    /// <summary>A multiplier of the learning rate: finite and at least 0.</summary>
    public double LearningRate(string name) => Multiplier(name, "use 1 to leave the rate as it is, or 0 to freeze the array");

    /// <summary>A multiplier of the weight decay: finite and at least 0.</summary>
    public double Decay(string name) => Multiplier(name, "use 1 to leave the decay as it is, or 0 for none");

    /// <summary>How random weights spread.</summary>
    public WeightInitialization Initialization()
    {
        OfOwner("Initialization");
        return (WeightInitialization)(int)Number(
            "Initialization", 0, value => Enum.IsDefined(typeof(WeightInitialization), (int)value), "one of WeightInitialization", "use WeightInitialization.Xavier, or leave it out");
    }

    /// <summary>The standard deviation of random weights; 0 where <see cref="Initialization"/> or the network says how they spread.</summary>
    public double Deviation()
    {
        OfOwner("Deviation");
        return Has("Initialization")
            ? Number("Deviation", 0, _ => false, "left out beside Initialization", "remove one of the two")
            : Number("Deviation", 0, value => value > 0 && !double.IsInfinity(value), "a finite number above 0", "use 0.01, or leave it out");
    }

    /// <summary>Notes that an argument says how arrays are trained, which is said where they are declared.</summary>
    public void OfOwner(string name)
    {
        if (layer.WeightsOf is { } owner && Has(name))
            problems.Add(new Problem("KILN0124", layer.Name, name, layer.Identifier, owner, $"{name} is said there", $"remove {name}"));
    }

    /// <summary>A number in a range.</summary>
    public double Number(string name, double unlessGiven, Func<double, bool> holds, string range, string mend)
    {
        if (Given(name) is not { } value)
            return unlessGiven;

        if (!holds(value))
            Report(name, value, range, mend);

        return value;
    }

    /// <summary>The function of the user's own.</summary>
    public FunctionDeclaration? Function => layer.Function;

    /// <summary>How many layers it names as its inputs.</summary>
    public int Inputs
    {
        get
        {
            asked.Add("Inputs");
            return layer.Inputs.Count;
        }
    }

    /// <summary>A window with strides and pads. A side's own stride or pad overrides the common one.</summary>
    public Window Window(int height, int width, int strideY, int strideX)
    {
        int stride = Size("Stride");
        int pad = Pad("Pad", 0);
        int dilation = Size("Dilation");
        bool common = Has("Stride");
        return new Window(
            height,
            width,
            Size("StrideY", common ? stride : strideY),
            Size("StrideX", common ? stride : strideX),
            Pad("PadTop", pad),
            Pad("PadBottom", pad),
            Pad("PadLeft", pad),
            Pad("PadRight", pad),
            Size("DilationY", dilation),
            Size("DilationX", dilation));
    }

    /// <summary>The window of a transposed convolution: its pads are what is cut off.</summary>
    public Window TransposedWindow(int height, int width)
    {
        int stride = Size("Stride");
        int crop = Pad("Crop", 0);
        return new Window(
            height, width, Size("StrideY", stride), Size("StrideX", stride), Pad("CropTop", crop), Pad("CropBottom", crop), Pad("CropLeft", crop), Pad("CropRight", crop));
    }

    /// <summary>Axes that are allowed.</summary>
    public Axes Axes(string name, Axes unlessGiven, Func<Axes, bool> allows, string expected)
    {
        if (Given(name) is not { } value)
            return unlessGiven;

        Axes axes = (Axes)(int)value;
        if (value is < 0 or > AxesOfShapes.All || !allows(axes))
        {
            Report(name, value, expected, "use one of these");
            return unlessGiven;
        }

        return axes;
    }

    /// <summary>A window whose every position must hold a pixel, so that its maximum is a number.</summary>
    public Window PixelWindow(int height, int width)
    {
        Window window = Window(height, width, height, width);
        (string Side, int Pad, int Extent)[] sides =
        [
            ("PadTop", window.PadTop, height), ("PadBottom", window.PadBottom, height),
            ("PadLeft", window.PadLeft, width), ("PadRight", window.PadRight, width),
        ];
        foreach ((string side, int pad, int extent) in sides)
        {
            if (pad < extent || extent < 1)
                continue;

            // Pad is one mistake however many sides it spoils.
            string argument = Has(side) ? side : "Pad";
            problems.Add(new Problem("KILN0303", layer.Name, argument, layer.Identifier, argument, Text(pad), window.ToString(), Text(extent - 1)));
            break;
        }

        return window;
    }

    public bool Has(string name) => Given(name) is not null;

    private int Whole(string name, int unlessGiven, int least)
    {
        if (Given(name) is not { } value)
            return unlessGiven;

        if (value < least)
            Report(name, value, FormattableString.Invariant($"from {least} to {Limits.Floats}"), FormattableString.Invariant($"use {least} or more"));
        else if (value > Limits.Floats)
            Report(name, value, FormattableString.Invariant($"from {least} to {Limits.Floats}"), FormattableString.Invariant($"use {Limits.Floats} or less"));

        return (int)value;
    }

    /// <summary>Reports what was given and not asked for: an argument of a runtime that this compiler does not know must not be dropped unsaid.</summary>
    public void ReportUnread()
    {
        foreach (Argument argument in layer.Arguments)
        {
            if (!argument.IsNumber || !asked.Contains(argument.Name))
                problems.Add(new Problem("KILN0212", layer.Name, argument.Name, layer.Identifier, argument.Name, layer.Kind));
        }

        if (layer.Inputs.Count > 0 && !asked.Contains("Inputs"))
            problems.Add(new Problem("KILN0212", layer.Name, "Inputs[0]", layer.Identifier, "inputs", layer.Kind));
    }

    private double Multiplier(string name, string mend)
    {
        OfOwner(name);
        return Number(name, 1, value => value >= 0 && !double.IsInfinity(value), "a finite number, 0 or more", mend);
    }

    private double? Given(string name)
    {
        asked.Add(name);
        foreach (Argument argument in layer.Arguments)
        {
            if (argument.IsNumber && argument.Name == name)
                return argument.Value;
        }

        return null;
    }

    private void Report(string name, double value, string expected, string mend) =>
        problems.Add(new Problem("KILN0302", layer.Name, name, layer.Identifier, name, Text(value), expected, mend));

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
