using Kiln.Data;
using Kiln.Pictures;

namespace Kiln.Models.FineTuning;

/// <summary>Pictures of a folder with a sub-folder for each class: some to train on, the others to measure.</summary>
/// <param name="Training">What is learned from.</param>
/// <param name="Validation">What is only measured; null for none.</param>
/// <param name="Classes">The names of the classes in order.</param>
/// <param name="ValidationFiles">The files of the pictures to measure, in their order.</param>
internal sealed record FineTuningTask(IImageSource Training, IImageSource? Validation, IReadOnlyList<string> Classes, IReadOnlyList<string> ValidationFiles)
{
    /// <summary>Reads the pictures. Files that cannot be read are named and left out.</summary>
    /// <param name="folder">The pictures to train on.</param>
    /// <param name="validation">Others to measure, in sub-folders of the same names; null for a share of the first.</param>
    /// <param name="share">That share of each class; 0 to measure nothing.</param>
    /// <param name="shape">What the network reads.</param>
    /// <param name="seed">Decides which pictures are measured.</param>
    /// <param name="open">Opens a folder.</param>
    /// <exception cref="UserErrorException">There are less than two classes, or one has no picture to train on.</exception>
    /// <exception cref="PictureException">A folder has no pictures, or none of such classes.</exception>
    public static FineTuningTask Read(string folder, string? validation, double share, Shape shape, int seed, Func<string, Shape, PictureFolderOptions, PictureFolder> open)
    {
        PictureFolder pictures = open(folder, shape, new PictureFolderOptions());
        if (pictures.Classes.Count < 2)
            throw new UserErrorException($"'{folder}' has the one sub-folder {pictures.Classes[0]}, but classes are told apart where there are two or more: put the pictures of each class into one with the name of the class");

        if (Enumerable.Range(0, pictures.Classes.Count).Except(pictures.Labels.ToArray()).ToArray() is [int empty, ..])
            throw new UserErrorException($"'{Path.Combine(folder, pictures.Classes[empty])}' has no picture that can be read; put some there, or remove it");

        if (validation is not null)
        {
            PictureFolder others = open(validation, shape, new PictureFolderOptions { Classes = pictures.Classes });
            return new FineTuningTask(pictures, others, pictures.Classes, others.Files);
        }

        (int[] train, int[] measure) = ImageSelection.Split(pictures.Labels, share, seed);
        return new FineTuningTask(
            new ImageSelection(pictures, train), measure.Length == 0 ? null : new ImageSelection(pictures, measure), pictures.Classes, [.. measure.Select(image => pictures.Files[image])]);
    }
}
