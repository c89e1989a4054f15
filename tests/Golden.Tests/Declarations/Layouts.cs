using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Declarations;

/// <summary>How one array of Kiln's lies in memory, as a function of the tensor that MatConvNet has in its place.</summary>
/// <param name="tensor">The tensor, column-major.</param>
/// <returns>The same numbers in Kiln's order.</returns>
internal delegate float[] Layout(Tensor tensor);

/// <summary>The border between MatConvNet, whose first index runs fastest, and Kiln, whose last does.</summary>
internal static class Layouts
{
    /// <summary>Rows × columns × channels × images become images × rows × columns × channels.</summary>
    public static float[] Maps(Tensor tensor) =>
        [.. from n in Range(tensor.Count) from y in Range(tensor.Height) from x in Range(tensor.Width) from c in Range(tensor.Channels) select tensor[y, x, c, n]];

    /// <summary>Filters keep the order of their indices, rows × columns × channels × filters, and the last runs fastest.</summary>
    public static float[] Filters(Tensor tensor) =>
        [.. from u in Range(tensor.Height) from v in Range(tensor.Width) from c in Range(tensor.Channels) from k in Range(tensor.Count) select tensor[u, v, c, k]];

    /// <summary>One number a channel, whichever dimension they lie along.</summary>
    public static float[] Vector(Tensor tensor) => tensor.Values;

    /// <summary>The maps of several inputs image by image: all maps of the first image, then those of the next.</summary>
    /// <param name="inputs">The maps of each input, and how many floats one has.</param>
    /// <param name="images">How many images.</param>
    public static float[] Interleave(IReadOnlyList<(float[] Maps, int Floats)> inputs, int images) =>
        [.. from n in Range(images) from input in inputs from value in input.Maps.AsSpan(n * input.Floats, input.Floats).ToArray() select value];

    /// <summary>One input's maps out of those of all, image by image.</summary>
    /// <param name="together">All inputs, image by image.</param>
    /// <param name="offset">Where the input begins in an image.</param>
    /// <param name="floats">Floats of one of its maps.</param>
    /// <param name="pitch">Floats of all inputs of an image.</param>
    public static float[] Take(float[] together, int offset, int floats, int pitch) =>
        [.. from n in Range(together.Length / pitch) from value in together.AsSpan((n * pitch) + offset, floats).ToArray() select value];

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);
}
