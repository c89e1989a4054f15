namespace Kiln;

/// <summary>The ways in which the elements of a batch of maps are numbered.</summary>
[Flags]
public enum Axes
{
    /// <summary>Down an image.</summary>
    Rows = 1,

    /// <summary>Along an image.</summary>
    Columns = 2,

    /// <summary>From channel to channel of a pixel.</summary>
    Channels = 4,

    /// <summary>From image to image of a batch.</summary>
    Images = 8,
}
