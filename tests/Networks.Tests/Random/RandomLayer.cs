using Kiln.Networks.Tests.Reference;

namespace Kiln.Networks.Tests.Random;

/// <summary>What a random layer is.</summary>
internal enum RandomKind
{
    Input,
    Conv,
    Depthwise,
    Dense,
    MaxPool,
    AvgPool,
    GlobalMaxPool,
    GlobalAvgPool,
    Relu,
    Sigmoid,
    Tanh,
    Softmax,
    Add,
    Concat,
    BatchNorm,
    Scale,
    Lrn,
    Dropout,
    ConvTranspose,
    Subsample,
    Crop,
    Flatten,
    LpNorm,
    LpNorms,
    SpatialNorm,
    NormOffset,

    /// <summary>A map scaled, and maybe shifted, by others.</summary>
    ScaleBy,

    PDist,

    /// <summary>Maps one below or beside the other.</summary>
    JoinRows,

    /// <summary>A map multiplied by another in training.</summary>
    Mask,

    /// <summary>A function of the network's own, of one map or of two.</summary>
    Function,

    /// <summary>A layer with the weights of an earlier one.</summary>
    Again,

    /// <summary>Samples of one map at points that another decides, by one of the two kinds of grids.</summary>
    BilinearSampler,
    AffineGrid,
    ScalingGrid,

    /// <summary>Pools of one map over regions that another decides.</summary>
    RoiMaxPool,
    RoiAvgPool,
}

/// <summary>Numbers drawn for a layer, to be made to fit the map that it will read.</summary>
/// <param name="Kind">The kind, which ignores what it has no use for.</param>
/// <param name="From">Which map it reads, from 0 to 99: mostly the last, else one that nothing reads yet, else any.</param>
/// <param name="Height">Rows of the window, if the map has as many.</param>
/// <param name="Width">Columns of the window.</param>
/// <param name="Strides">Steps down and along.</param>
/// <param name="Pads">Top, bottom, left, right; a pool's are cut to less than its window.</param>
/// <param name="Filters">Filters of a convolution.</param>
/// <param name="Seed">Of its options.</param>
internal sealed record RandomLayer(
    RandomKind Kind, int From, int Height, int Width, (int Y, int X) Strides, (int Top, int Bottom, int Left, int Right) Pads, int Filters, int Seed);

/// <summary>A layer of a random network.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Inputs">The numbers of the layers that it reads.</param>
/// <param name="Window">Its window.</param>
/// <param name="Output">The map it computes.</param>
/// <param name="Work">Multiply-adds per image, or as slow comparisons.</param>
/// <param name="Arguments">What stands in its attribute beside the layers that it reads.</param>
internal sealed record RandomNode(
    string Name, RandomKind Kind, IReadOnlyList<int> Inputs, WindowDescription Window, Shape Output, long Work, IReadOnlyList<string> Arguments)
{
    /// <summary>The type of its property.</summary>
    public string Type => Kind switch
    {
        RandomKind.Conv or RandomKind.Depthwise or RandomKind.Dense or RandomKind.ConvTranspose => "ConvLayer",
        RandomKind.BatchNorm => "BatchNormLayer",
        RandomKind.Scale => "ScaleLayer",
        _ => "Layer",
    };

    /// <summary>Whether its extents are its own, whatever it reads, or its channels follow from extents: no reader of other extents has it.</summary>
    public bool HasOwnExtents => Kind is RandomKind.Flatten or RandomKind.JoinRows or RandomKind.AffineGrid or RandomKind.ScalingGrid or RandomKind.RoiMaxPool or RandomKind.RoiAvgPool;

    /// <summary>The inputs whose elements decide what it computes.</summary>
    public IEnumerable<int> Sources => Kind is RandomKind.RoiMaxPool or RandomKind.RoiAvgPool ? Inputs.Take(1) : Inputs;

    /// <summary>Whether it is left out in inference.</summary>
    public bool PassesThrough => Arguments.Contains("TrainingOnly = true");

    /// <summary>The name of its attribute.</summary>
    public string Attribute => Kind switch
    {
        RandomKind.Depthwise => "Conv",
        RandomKind.ScaleBy => "Scale",
        RandomKind.JoinRows => "Concat",
        RandomKind.Mask => "Dropout",
        _ => Kind.ToString(),
    };

    /// <summary>Whether the layers that it reads are listed.</summary>
    public bool Lists => Kind is RandomKind.Add or RandomKind.Concat or RandomKind.ScaleBy or RandomKind.PDist or RandomKind.JoinRows or RandomKind.Mask
        or RandomKind.BilinearSampler or RandomKind.RoiMaxPool or RandomKind.RoiAvgPool;

    /// <summary>Whether a map after its first may have one row or column.</summary>
    public bool ServesSingle => Kind is RandomKind.ScaleBy or RandomKind.PDist;

    /// <summary>Whether rows and columns must be known to compile it.</summary>
    public bool NeedsExtents => HasOwnExtents || Kind == RandomKind.ConvTranspose || Arguments.Contains("Aggregate = true")
        || (Kind == RandomKind.LpNorm && Arguments.Any(argument => argument.StartsWith("Axes", StringComparison.Ordinal) && argument != "Axes = Axes.Channels"));

    /// <summary>Extents of its output along one side.</summary>
    public int Extent(int extent, bool rows)
    {
        (int taps, int stride, int pads, int dilation) = rows
            ? (Window.Height, Window.StrideY, Window.PadTop + Window.PadBottom, Window.DilationY)
            : (Window.Width, Window.StrideX, Window.PadLeft + Window.PadRight, Window.DilationX);
        return Window.IsWholeMap ? 1
            : Kind == RandomKind.ConvTranspose ? Math.Max(0, ((extent - 1) * stride) + taps - pads)
            : Windows.Positions(extent + pads, taps, dilation, stride);
    }
}
