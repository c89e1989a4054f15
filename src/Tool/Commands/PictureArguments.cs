using System.CommandLine;
using Kiln.Data;
using Kiln.Models;
using Kiln.Models.Commands;
using Kiln.Models.Networks;
using Kiln.Pictures;

namespace Kiln.Tool.Commands;

/// <summary>The folders of pictures that <c>train</c> takes.</summary>
internal sealed class PictureArguments
{
    /// <summary>Pixels of photographs in [0, 1] spread by about a quarter: the network then reads numbers that spread by about 1.</summary>
    private const double StandardScale = 4;

    private readonly Argument<string> folder = Arguments.Text("PICTURES", "A folder with a sub-folder of PNG, JPEG, BMP, GIF or TGA files for each class");
    private readonly Option<string?> validation = Arguments.Path("--validation", "FOLDER", "Pictures to measure after every epoch, in the same sub-folders");
    private readonly Option<bool> stretch = new("--stretch") { Description = "Scale whole pictures to the network's input; otherwise the largest part in the middle of the right ratio" };
    private readonly Option<double> scale = Arguments.Number("--scale", "The network reads X · (pixel − mean), pixels from 0 to 1, the mean that of all training pictures", StandardScale, below: double.PositiveInfinity);

    /// <summary>Gives a command the arguments.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Arguments.Add(folder);
        command.Options.Add(validation);
        command.Options.Add(stretch);
        command.Options.Add(scale);
    }

    /// <summary>The pictures as images for a network. Files that cannot be read are named and left out.</summary>
    /// <param name="parsed">What the user typed.</param>
    /// <param name="network">The network.</param>
    /// <param name="output">Gets what was found.</param>
    /// <exception cref="UserErrorException">The network does not tell pictures apart, or not so many classes.</exception>
    /// <exception cref="PictureException">A folder has no pictures, or none of such classes.</exception>
    public PictureTask Read(ParseResult parsed, NamedNetwork network, TextWriter output)
    {
        (Shape shape, int classes) = Sizes(network);
        float factor = (float)parsed.GetValue(scale);
        if (factor == 0)
            throw new UserErrorException("with --scale 0 the network would see nothing; give a number above 0");

        string path = parsed.GetRequiredValue(folder);
        PictureFolderOptions options = new() { Fit = parsed.GetValue(stretch) ? PictureFit.Stretch : PictureFit.Cut };
        PictureFolder training = Open(path, shape, options, output);
        if (training.Classes.Count != classes)
            throw new UserErrorException($"{network.Name} tells {classes} classes apart, but '{path}' has {training.Classes.Count} sub-folders: {string.Join(", ", training.Classes)}");

        ImageSet images = InMemory(training, path, output);
        ImageNormalization normalization = new(ImageSet.MeanPixel(images), factor);
        ImageSet? measured = parsed.GetValue(validation) is { } other ? InMemory(Open(other, shape, options with { Classes = training.Classes }, output), other, output) : null;
        return new PictureTask(images.Normalize(normalization), measured?.Normalize(normalization), training.Classes);
    }

    private static PictureFolder Open(string folder, Shape shape, PictureFolderOptions options, TextWriter output)
    {
        PictureFolder pictures = Waiting.Show(output, $"reading {folder}", () => PictureFolder.Open(folder, shape, options));
        foreach (SkippedPicture skipped in pictures.Skipped)
            output.WriteLine($"left out: {skipped.Reason}");
        output.WriteLine($"{folder}: {pictures.Count} pictures of {string.Join(", ", pictures.Classes)}");
        return pictures;
    }

    private static ImageSet InMemory(PictureFolder pictures, string folder, TextWriter output)
    {
        try
        {
            return Waiting.Show(output, $"decoding {folder}", pictures.InMemory);
        }
        catch (InvalidOperationException e)
        {
            throw new UserErrorException($"'{folder}': {e.Message} in a program of your own");
        }
    }

    /// <summary>The extents of what the network reads, and how many classes it tells apart, if pictures of one class each are what it learns from.</summary>
    private static (Shape Input, int Classes) Sizes(NamedNetwork network)
    {
        NetworkDescription description = network.Description;
        string? problem = description switch
        {
            { InputCount: > 1 } => $"reads {description.InputCount} inputs, but a picture is one",
            { InputShape.Channels: not (1 or 3) } => $"reads {description.InputShape}, but pictures have 1 channel (gray) or 3 (red, green, blue)",
            _ when Losses().Any(loss => loss.Labels != LossLabels.Classes) => "has a loss of signs or numbers, but the folder of a picture says its class",
            _ when Losses().Any(loss => loss.OutputShape is not { Height: 1, Width: 1 }) => $"has scores of {description.Layers[^1].OutputShape} pixels and classes, but the folder of a picture says one class",
            _ when Losses().DistinctBy(loss => loss.OutputShape).Count() > 1 => "has losses of several numbers of classes, but the folder of a picture says one class",
            _ => null,
        };
        return problem is null
            ? (description.InputShape, Losses().First().OutputShape.Channels)
            : throw new UserErrorException($"{network.Name} {problem}; train it in a program of your own");

        IEnumerable<LayerDescription> Losses() => description.Layers.Where(layer => layer.IsLoss);
    }
}
