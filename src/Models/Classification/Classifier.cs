using Kiln.Models.Networks;
using Kiln.Models.Practical;
using Kiln.Numerics;

namespace Kiln.Models.Classification;

/// <summary>Tells what a picture shows.</summary>
internal static class Classifier
{
    /// <summary>The classes of a picture, the best first; of equal scores that of the lower number.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its parameters, loaded; nobody can use them afterwards (<see cref="Network.ReleaseParameters"/>).</param>
    /// <param name="weights">What their file says.</param>
    /// <param name="input">The picture, prepared.</param>
    /// <param name="threads">Threads; 0 for one a processor.</param>
    /// <exception cref="UserErrorException">The network scores more than one pixel, or has other classes than the file.</exception>
    public static IReadOnlyList<ScoredClass> Classify(KnownNetwork network, ParameterSet parameters, ModelWeights weights, float[] input, int threads)
    {
        using ImageNetwork classifier = network.Create(parameters, maxBatch: 1, threads);
        Shape output = classifier.OutputShape;
        if (output.Height * output.Width != 1)
            throw new UserErrorException($"{network.Name} computes a map of {output} and not one score a class: it cannot classify");
        if (weights.Classes.Count > 0 && weights.Classes.Count != output.Channels)
            throw new UserErrorException($"the weights name {weights.Classes.Count} classes, but {network.Name} has {output.Channels}");

        // One picture is read, and VGG-16's parameters are 528 MB: what reading the file and the picture left behind goes first.
        if (classifier is not TrainableNetwork)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            classifier.ReleaseParameters();
        }

        float[] scores = classifier.Forward(input).ToArray();
        if (network.Description.Layers.Last(layer => !layer.IsLoss).Kind != "softmax")
            Probabilities.Of(scores, scores.Length, scores);

        return ScoredClass.Ranked(scores, weights.Classes);
    }
}
