using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Kiln.Numerics;

/// <summary>The chunks into which sums over the images of a call are divided, called by generated code. They follow from the number of images alone, so the order
/// of a sum does too.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchChunks
{
    /// <summary>The most chunks.</summary>
    public const int Most = 32;

    /// <summary>How many chunks some images make; all but the last have as many images as the first.</summary>
    /// <param name="images">At least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(int images)
    {
        int each = Each(images);
        return (images + each - 1) / each;
    }

    /// <summary>The images of a chunk; the last may have fewer.</summary>
    /// <param name="images">Images of the call, at least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Each(int images) => (images + Most - 1) / Most;
}
