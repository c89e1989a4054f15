using System.Globalization;
using Kiln.Interchange.Matlab;
using Kiln.Models;
using Kiln.Models.Classification;
using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Numerics;
using Kiln.Pictures;

namespace Kiln.Classifier;

/// <summary>SqueezeNet 1.0 with the weights of a file.</summary>
internal sealed class PictureClassifier : IDisposable
{
    private readonly SqueezeNet10 network;
    private readonly MatConvNetImages? images;
    private readonly string file;

    private PictureClassifier(SqueezeNet10 network, MatConvNetModel model) =>
        (this.network, images, file, Classes) = (network, model.Images, model.Path, Names(model, network.OutputShape.Channels));

    /// <summary>What each class is called, in the order of the scores; <c>class 1</c> and so on where the file does not say.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What the network reads.</summary>
    public Shape InputShape => network.Description.InputShape;

    /// <summary>The most images of one call.</summary>
    public int MaxBatch => network.MaxBatch;

    /// <summary>Loads the weights.</summary>
    /// <param name="file">A model that MatConvNet saved, SimpleNN or DagNN.</param>
    /// <param name="maxBatch">The most images of one call.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <exception cref="MatException">The file is missing, damaged or another network's.</exception>
    /// <exception cref="VectorWidthException">The processor has no AVX2.</exception>
    public static PictureClassifier Load(string file, int maxBatch, int threads)
    {
        ParameterSet<SqueezeNet10> parameters = new();
        using MatConvNetModel model = MatConvNetModel.Read(file);
        model.LoadInto(parameters);
        SqueezeNet10 network = new(parameters, maxBatch, threads);
        try
        {
            network.ReleaseParameters();
            return new PictureClassifier(network, model);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>The scores of images that are prepared.</summary>
    /// <param name="input">Image by image rows, columns and channels, channels innermost.</param>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> input) => network.Forward(input);

    /// <summary>The probability of each class, that a picture shows it.</summary>
    /// <param name="picture">The picture.</param>
    /// <exception cref="UserErrorException">The file of the weights does not say how pictures are prepared.</exception>
    public float[] Classify(Picture picture)
    {
        float[] scores = Forward(Prepare(picture)).ToArray();
        Probabilities.Of(scores, scores.Length, scores);
        return scores;
    }

    /// <summary>A picture as the model's training prepared it.</summary>
    /// <inheritdoc cref="Classify"/>
    public float[] Prepare(Picture picture)
    {
        if (images is null)
            throw new UserErrorException($"{file}: does not say how images are prepared: meta.normalization is missing");

        ImageMap colours = ImageMap.OfColours(picture.Height, picture.Width, picture.Colours.Span, white: 255);
        return MatConvNetPicture.Prepare(colours, images, InputShape, stretch: false, file);
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();

    private static IReadOnlyList<string> Names(MatConvNetModel model, int classes) =>
        model.Classes.Count == classes ? model.Classes
        : model.Classes.Count == 0 ? [.. Enumerable.Range(1, classes).Select(k => string.Create(CultureInfo.InvariantCulture, $"class {k}"))]
        : throw new UserErrorException($"{model.Path}: names {model.Classes.Count} classes, but the network has {classes}");
}
