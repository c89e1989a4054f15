using Kiln.Checkpoints;
using Kiln.Data;
using Kiln.Models.Networks;

namespace Kiln.Models.FineTuning;

/// <summary>Features that are trained already, and a head for the classes of a folder of pictures. The head is compiled when it is known how many there are.</summary>
/// <param name="Features">The network of the features.</param>
/// <param name="FeatureWeights">Its parameters.</param>
/// <param name="Head">The layers that learn.</param>
/// <param name="HeadWeights">Their parameters.</param>
/// <param name="Classes">The names of the classes in order.</param>
internal sealed record TunedNetwork(NamedNetwork Features, ParameterSet FeatureWeights, NamedNetwork Head, ParameterSet HeadWeights, IReadOnlyList<string> Classes)
{
    private const string Name = $"{TunedSource.Namespace}.{TunedSource.WholeName}";

    /// <summary>The floats of which the offset of an array is a multiple.</summary>
    private const int Alignment = 16;

    /// <summary>The layers of both, as one network has them that declares all.</summary>
    public NetworkDescription Description { get; } = Join(Features.Description, Head.Description);

    /// <summary>Features with a head whose weights are all zero.</summary>
    /// <param name="features">The features.</param>
    /// <param name="classes">The names of the classes.</param>
    public static TunedNetwork Create(FeatureNetwork features, IReadOnlyList<string> classes)
    {
        NamedNetwork head = RunTimeCompiler.Compile(TunedSource.Head(features.Network.Description.Layers[^1], classes.Count), $"{TunedSource.Namespace}.{TunedSource.HeadName}");
        return new TunedNetwork(features.Network, features.Parameters, head, head.CreateParameters(), classes);
    }

    /// <summary>Whether a file has the weights of such a network.</summary>
    /// <param name="path">A file of Kiln's.</param>
    /// <exception cref="CheckpointException">It is missing, damaged or none of Kiln's.</exception>
    public static bool IsTuned(string path) => CheckpointFile.Read(path).Network == Name;

    /// <summary>The network of a file.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="CheckpointException">It is damaged, or of another version of the program.</exception>
    public static TunedNetwork Load(string path)
    {
        TunedNetwork network = Create(FeatureNetwork.Load(path), ClassNames.Of(CheckpointFile.Read(path).Classes));
        ParameterSet whole = new(network.Description);
        WeightsFile.Load(path, whole);
        network.HeadWeights.LoadMatching(whole);
        return network;
    }

    /// <summary>Saves the weights of both in one file, as those of the network that declares all (<see cref="TunedSource.Whole"/>).</summary>
    /// <param name="path">Where to.</param>
    public void Save(string path)
    {
        ParameterSet whole = new(Description);
        whole.LoadMatching(FeatureWeights);
        whole.LoadMatching(HeadWeights);
        WeightsFile.Save(path, whole, ImageNormalization.Identity, string.Join('\n', Classes));
    }

    /// <summary>The head reads the last layer of the features, and has an input of that name.</summary>
    private static NetworkDescription Join(NetworkDescription features, NetworkDescription head)
    {
        List<ParameterDescription> parameters = [];
        foreach (ParameterDescription array in features.Parameters.Concat(head.Parameters))
        {
            int end = parameters.Count == 0 ? 0 : parameters[^1].Offset + parameters[^1].Length;
            parameters.Add(array with { Offset = (end + Alignment - 1) / Alignment * Alignment });
        }

        return new NetworkDescription(Name, [.. features.Layers, .. head.Layers.Skip(1)], parameters, [], [], new MemoryDescription(0));
    }
}
