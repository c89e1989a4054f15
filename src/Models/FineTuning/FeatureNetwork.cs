using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Interchange.Matlab;
using Kiln.Models.Networks;
using Kiln.Models.Networks.Features;

namespace Kiln.Models.FineTuning;

/// <summary>A network that is trained already, as far as the features of a picture, and its weights.</summary>
internal sealed class FeatureNetwork
{
    /// <summary>The layer that makes of pixels from 0 to 1 what the network was trained on. Files have it only where this program wrote them.</summary>
    private const string Centred = nameof(SqueezeNet10Features.Centred);

    /// <summary>Colours are counted from 0 to this in MatConvNet's models.</summary>
    private const float White = 255;

    private FeatureNetwork(NamedNetwork network, ParameterSet parameters, LoadReport report) => (Network, Parameters, Report) = (network, parameters, report);

    /// <summary>The networks whose features are known, each with the one that goes on to tell classes apart. Add yours here; its file is embedded with the others.</summary>
    public static IReadOnlyList<(NamedNetwork Features, NamedNetwork Classifier)> Known { get; } =
    [
        (NamedNetwork.Of<SqueezeNet10Features>(), NamedNetwork.Of<SqueezeNet10>()),
        (NamedNetwork.Of<SqueezeNet11Features>(), NamedNetwork.Of<SqueezeNet11>()),
    ];

    /// <summary>The network.</summary>
    public NamedNetwork Network { get; }

    /// <summary>Its weights.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>What was loaded, and what of the file is not needed.</summary>
    public LoadReport Report { get; }

    /// <summary>Loads the features of a file, whichever of the known networks it is of.</summary>
    /// <param name="path">A model of MatConvNet, or weights of Kiln.</param>
    /// <exception cref="UserErrorException">It is of another network, or does not say how images are prepared.</exception>
    /// <exception cref="CheckpointException">A file of Kiln's is damaged.</exception>
    /// <exception cref="MatException">A MATLAB file is damaged, or holds no model.</exception>
    public static FeatureNetwork Load(string path)
    {
        path = ShippedData.Find(path);
        if (!MatFile.IsMatFile(path))
        {
            // What is wrong with the file itself shows here; below, only that it is another network's.
            ImageNormalization? normalization = CheckpointFile.Read(path).Normalization;
            return Load(path, (set, _) => WeightsFile.LoadMatching(path, set), (set, report) => Prepare(set, report, normalization, path));
        }

        using MatFile file = MatFiles.Read(path);
        using MatConvNetModel model = MatConvNetModel.Of(file, path);
        return Load(path, (set, classifier) => Load(model, set, classifier.CreateParameters()), (set, _) => Prepare(set, model.Images, path));
    }

    /// <summary>Loads a model of the classifier as a whole, whatever its layers are called, or else what has the names of the features' layers.</summary>
    private static LoadReport Load(MatConvNetModel model, ParameterSet features, ParameterSet classifier)
    {
        try
        {
            LoadReport report = model.LoadInto(classifier);
            features.LoadMatching(classifier);
            return report;
        }
        catch (MatException)
        {
            return model.LoadMatchingInto(features);
        }
    }

    private static FeatureNetwork Load(string path, Func<ParameterSet, NamedNetwork, LoadReport> load, Action<ParameterSet, LoadReport> prepare)
    {
        List<string> others = [];
        foreach ((NamedNetwork network, NamedNetwork classifier) in Known)
        {
            ParameterSet parameters = network.CreateParameters();
            try
            {
                LoadReport report = load(parameters, classifier);
                string[] lacking = [.. report.Missing.Where(array => !array.StartsWith(Centred, StringComparison.Ordinal)), .. report.Misfits];
                if (lacking.Length == 0)
                {
                    prepare(parameters, report);
                    return new FeatureNetwork(network, parameters, report with { Missing = [] });
                }

                others.Add($"of {network.Name} it lacks {lacking[0]}{(lacking.Length > 1 ? $" and {lacking.Length - 1} more" : "")}");
            }
            catch (Exception e) when (e is CheckpointException or MatException)
            {
                others.Add($"of {network.Name} it has nothing");
            }
        }

        throw new UserErrorException($"{path}: has not the layers of a network that can be fine-tuned: {string.Join("; ", others)}");
    }

    /// <summary>Says of weights of Kiln's how pixels become what the network reads, unless they have it in them.</summary>
    private static void Prepare(ParameterSet parameters, LoadReport report, ImageNormalization? normalization, string path)
    {
        if (report.Loaded.Any(layer => layer.Layer == Centred))
            return;

        ImageNormalization images = normalization ?? throw new UserErrorException($"{path}: does not say how images are prepared; save the weights with their normalization");
        Fill(parameters, images.Scale, [-images.Scale * images.Mean]);
    }

    /// <summary>The same of a model of MatConvNet: of an average image, the average of each channel is taken.</summary>
    private static void Prepare(ParameterSet parameters, MatConvNetImages? images, string path)
    {
        MatConvNetImages given = images ?? throw new UserErrorException($"{path}: does not say how images are prepared: a MATLAB file needs meta.normalization");
        int channels = Math.Min(given.Channels, Math.Max(1, given.Average.Count));
        float[] means = [.. Enumerable.Range(0, channels).Select(channel => given.Average.Where((_, i) => i % channels == channel).DefaultIfEmpty(0).Average())];
        Fill(parameters, White, [.. means.Select(mean => -mean)]);
    }

    /// <param name="parameters">The network's.</param>
    /// <param name="scale">The factor of all channels.</param>
    /// <param name="shifts">The offset of each channel, or one for all.</param>
    private static void Fill(ParameterSet parameters, float scale, float[] shifts)
    {
        parameters[$"{Centred}.Scale"].Edit().Fill(scale);
        Span<float> shift = parameters[$"{Centred}.Shift"].Edit();
        for (int channel = 0; channel < shift.Length; channel++)
            shift[channel] = shifts[channel % shifts.Length];
    }
}
