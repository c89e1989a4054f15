using Kiln.Data;

namespace Kiln.Pictures;

/// <summary>How the pictures of a <see cref="PictureFolder"/> become images.</summary>
public sealed record PictureFolderOptions
{
    /// <summary>What becomes of pictures of other extents.</summary>
    public PictureFit Fit { get; init; } = PictureFit.Cut;

    /// <summary>How pixels become the network's input.</summary>
    public ImageNormalization Normalization { get; init; } = ImageNormalization.Identity;

    /// <summary>The names of the classes in their order, for a folder that need not have them all: <see cref="PictureFolder.Classes"/> of the training pictures
    /// where these are to validate. Null for the sub-folders as they are.</summary>
    public IReadOnlyList<string>? Classes { get; init; }
}
