using System;
using Kiln.Generator.Planning.Cpu.Schedules;

namespace Kiln.Generator.Rendering.Cpu;

/// <summary>How many units of work a kernel has, as an expression of the code that runs it.</summary>
/// <param name="Text">An expression of type int.</param>
/// <param name="NeedsImages">Whether it speaks of the number of images of the run.</param>
internal readonly record struct UnitCount(string Text, bool NeedsImages)
{
    /// <summary>So many for each image.</summary>
    public static UnitCount Images(int each) => new(each == 1 ? "images" : FormattableString.Invariant($"images * {each}"), true);

    /// <summary>So many for each of some images.</summary>
    public static UnitCount Blocks(int images, int each = 1) =>
        images == 1 ? Images(each) : new(FormattableString.Invariant($"(images + {images - 1}) / {images}{(each == 1 ? "" : $" * {each}")}"), true);

    /// <summary>So many for each image, and another number where there are many threads.</summary>
    public static UnitCount Images(int each, int ofMany) => each == ofMany ? Images(each) : new($"images * ({ManyThreads} ? {(Size)ofMany} : {(Size)each})", true);

    /// <summary>Whether there are many threads, in the class of the network.</summary>
    public static string ManyThreads => FormattableString.Invariant($"Threads >= {ProductBlock.ManyThreads}");

    /// <summary>A constant number.</summary>
    public static UnitCount Constant(long count) => new(((Size)count).ToString(), false);

    /// <summary>One for each row of a map of any extent.</summary>
    public static UnitCount Rows(string height) => new($"(int){height}", false);

    public override string ToString() => Text;
}
