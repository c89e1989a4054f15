using System.Collections.Generic;
using System.Linq;

namespace Kiln.Generator.Planning.Cpu.Schedules;

/// <summary>How a kernel is computed, with the reason that stands in its remark.</summary>
/// <param name="Reason">Sentences.</param>
internal abstract record Schedule(string Reason);

/// <summary>Neighbouring vectors of output that are accumulated together.</summary>
/// <param name="First">The first vector.</param>
/// <param name="Vectors">How many.</param>
/// <param name="Count">How many such panels follow one another.</param>
/// <param name="LastLanes">Lanes of the last vector that hold results; the others are padding.</param>
/// <param name="Lanes">Lanes of a vector.</param>
internal sealed record Panel(int First, int Vectors, int Count, int LastLanes, int Lanes)
{
    /// <summary>Floats beside one another.</summary>
    public int Width => Vectors * Lanes;

    /// <summary>Lanes that hold results.</summary>
    public int Results => Width - Lanes + LastLanes;

    /// <summary>Lanes of one of its vectors that hold results.</summary>
    public int LanesOf(int vector) => vector == Vectors - 1 ? LastLanes : Lanes;
}

/// <summary>What one thread takes through all panels before it goes on, because its second-level cache holds the inputs: some images, or some rows of cells of one.</summary>
/// <param name="Images">Images.</param>
/// <param name="Rows">Rows of cells.</param>
internal sealed record ProductBlock(int Images, int Rows)
{
    /// <summary>Threads from which on units of work are scarcer than what caches hold.</summary>
    public const int ManyThreads = 8;

    /// <summary>Units of an image that so many threads should find at least.</summary>
    private const int FewestUnits = 32;

    /// <summary>Rows of cells where there are many threads: so few that each finds something to do, as far as there are tiles.</summary>
    /// <param name="height">Rows of cells of an image.</param>
    /// <param name="tileRows">Those of a tile.</param>
    /// <param name="panels">Panels, which are units of their own.</param>
    public int RowsOfMany(int height, int tileRows, int panels)
    {
        int bands = (FewestUnits + panels - 1) / panels, rows = height / bands / tileRows * tileRows;
        return Math.Min(Rows, Math.Max(tileRows, rows));
    }
}

/// <summary>A tile of output positions times vectors in registers; the sum runs over the whole reduction.</summary>
/// <param name="Images">Images of a tile.</param>
/// <param name="Rows">Rows of output cells of a tile.</param>
/// <param name="Columns">Columns of output cells of a tile.</param>
/// <param name="Panels">What the vectors of a cell are divided into.</param>
/// <param name="PanelsOuter">Whether a panel's weights serve all images before the next panel's are touched.</param>
/// <param name="Stream">Whether weights are fetched ahead of their use, since they come from beyond a core's caches.</param>
/// <param name="Reason">Why.</param>
/// <param name="Repeats">Tiles that a panel's weights likely serve one after the other.</param>
/// <param name="ImagesAtOnce">Images that go through all sums of a weight gradient before the next; 0 for all.</param>
/// <param name="Share">Share of the multiply-add peak that the cycles of its tiles allow.</param>
/// <param name="Block">What a panel serves before the next panel's turn; null for all images of a call.</param>
internal sealed record TileSchedule(
    int Images, int Rows, int Columns, IReadOnlyList<Panel> Panels, bool PanelsOuter, bool Stream, string Reason, int Repeats = 1, int ImagesAtOnce = 0,
    double Share = 1, ProductBlock? Block = null) : Schedule(Reason)
{
    /// <summary>Output cells of a tile.</summary>
    public int Cells => Images * Rows * Columns;

    /// <summary>Floats of all panels.</summary>
    public int Width => Panels.Sum(panel => panel.Width * panel.Count);

    /// <summary>How many panels there are.</summary>
    public int PanelCount => Panels.Sum(panel => panel.Count);
}

/// <summary>Both gradients of a transformed convolution, of a few images at a time.</summary>
/// <param name="Product">The products that become the gradient by the input.</param>
/// <param name="Sums">The sums that become the gradient by the weights.</param>
/// <param name="Images">Images at a time, at most.</param>
/// <param name="InputFloats">Floats of the tiles of their inputs, and later of the inputs' gradients.</param>
/// <param name="GradientFloats">Floats of the tiles of the outputs' gradients.</param>
/// <param name="Reason">Why.</param>
internal sealed record GradientsSchedule(TileSchedule Product, TileSchedule Sums, int Images, long InputFloats, long GradientFloats, string Reason) : Schedule(Reason);

/// <summary>One winner a window and channel: rows of the filter times the gradient, accumulated in registers.</summary>
/// <param name="FilterRows">Rows of the filter that are accumulated together.</param>
/// <param name="Chunks">Vectors of a filter row that are accumulated together, chunk by chunk.</param>
/// <param name="Reason">Why.</param>
internal sealed record WinnerSchedule(int FilterRows, IReadOnlyList<int> Chunks, string Reason) : Schedule(Reason);

/// <summary>A pass over elements, bound by memory.</summary>
/// <param name="Reason">Why.</param>
internal sealed record ElementwiseSchedule(string Reason) : Schedule(Reason);

/// <summary>A window that slides over each channel by itself: a tile of columns times vectors of channels.</summary>
/// <param name="Columns">Columns of a tile.</param>
/// <param name="Vectors">Vectors of channels of a tile.</param>
/// <param name="HoldsTaps">Whether the taps of a vector of channels stay in registers.</param>
/// <param name="Unit">What a unit of work takes of a map; of a map of any extent one row.</param>
/// <param name="Reason">Why.</param>
internal sealed record DepthwiseSchedule(int Columns, int Vectors, bool HoldsTaps, WindowUnit Unit, string Reason) : Schedule(Reason);

/// <summary>A part of a map that a window slides over row by row: what it reads of one row stays in the first-level cache until the rows below have read it too.</summary>
/// <param name="Rows">Rows of a part.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Channels">Channels.</param>
internal readonly record struct WindowUnit(int Rows, int Columns, int Channels);

/// <summary>The weight gradient of a window that slides over each channel by itself.</summary>
/// <param name="FilterRows">Rows of the filter whose taps are summed together.</param>
/// <param name="FilterColumns">Taps of each that are.</param>
/// <param name="Vectors">Vectors of channels of a unit of work.</param>
/// <param name="Together">How many of these are summed together.</param>
/// <param name="Reason">Why.</param>
internal sealed record TapSumSchedule(int FilterRows, int FilterColumns, int Vectors, int Together, string Reason) : Schedule(Reason);
