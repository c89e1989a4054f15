using Kiln.Checkpoints;

namespace Kiln.Interchange.Matlab;

/// <summary>Loads a model into the parameters of a network: finds each layer, compares extents, copies.</summary>
/// <param name="model">The model.</param>
/// <param name="parameters">The network's.</param>
internal sealed class ParameterLoad(MatConvNetModel model, ParameterSet parameters)
{
    private const string Weights = "Weights", Biases = "Biases", Scale = "Scale", Shift = "Shift", Mean = "Mean", Variance = "Variance";

    /// <summary>Layers that a message lists.</summary>
    private const int MostListed = 8;

    private readonly NetworkDescription network = parameters.Network;
    private readonly string networkName = parameters.Network.ClassName;
    private readonly string[] wantedLayers = [.. parameters.Network.Parameters.Select(array => array.Layer).Distinct()];
    private readonly MatConvNetLayer[] offeredLayers = [.. model.Layers.Where(layer => layer.Arrays.Any(array => array.Count > 0))];
    private readonly List<string> problems = [];

    /// <summary>Loads all, or nothing.</summary>
    /// <param name="given">Layers of the network by layers of the file.</param>
    public LoadReport Run(IReadOnlyDictionary<string, string> given)
    {
        IReadOnlyList<LayerPair> pairs = Match(given, Fits);
        List<Transfer> transfers = [.. pairs.SelectMany(pair => Transfers(pair.Given, pair.Wanted, problems))];
        string[] missing = [.. wantedLayers.Except(pairs.Select(pair => pair.Wanted)).Select(layer => $"nothing was found for {layer} ({Extents(layer)})")];
        string[] unused = Unused(pairs);
        problems.AddRange(missing);
        if (missing.Length > 0 && unused.Length > 0)
            problems.Add($"not used: {Listed(unused)}");

        Require();
        return Load(pairs, transfers);
    }

    /// <summary>Loads what is found, by names.</summary>
    /// <param name="given">Layers of the network by layers of the file.</param>
    public LoadReport RunMatching(IReadOnlyDictionary<string, string> given)
    {
        IReadOnlyList<LayerPair> pairs = Match(given, (_, _) => false);
        List<Transfer> transfers = [];
        List<string> misfits = [];
        foreach (LayerPair pair in pairs)
        {
            int before = misfits.Count;
            List<Transfer> own = Transfers(pair.Given, pair.Wanted, misfits);

            // That a file has no biases says that they are 0 only of a layer that is the same otherwise.
            transfers.AddRange(misfits.Count == before ? own : own.Where(transfer => transfer.IsOfFile));
        }

        if (problems.Count == 0 && transfers.Count == 0)
        {
            string found = misfits.Count > 0 ? Listed([.. misfits]) : $"it has {Listed(Unused(pairs))}, where layers of the same names are looked for: {Listed(wantedLayers)}";
            throw new MatException($"'{model.Path}' has nothing for {networkName}: {found}");
        }

        Require();
        return Load(pairs, transfers) with
        {
            Missing = [.. network.Parameters.Where(array => pairs.All(pair => pair.Wanted != array.Layer)).Select(array => $"{array.Name} {MatValue.ExtentsText(array.Dimensions)}")],
            Misfits = misfits,
        };
    }

    private string[] Unused(IReadOnlyList<LayerPair> pairs) => [.. offeredLayers.Except(pairs.Select(pair => pair.Given)).Select(layer => layer.ToString())];

    /// <summary>Which layers belong together. Names that are given must be there.</summary>
    private IReadOnlyList<LayerPair> Match(IReadOnlyDictionary<string, string> given, Func<MatConvNetLayer, string, bool> fits)
    {
        problems.AddRange(given.Where(pair => offeredLayers.All(layer => layer.Name != pair.Key)).Select(pair => $"there is no layer '{pair.Key}' with parameters in the file"));
        problems.AddRange(given.Where(pair => !wantedLayers.Contains(pair.Value)).Select(pair => $"{networkName} has no layer '{pair.Value}' with parameters"));
        return LayerMatching.Match(offeredLayers, wantedLayers, given, fits);
    }

    private void Require()
    {
        if (problems.Count > 0)
            throw new MatException($"'{model.Path}' does not fit {networkName}: {string.Join("; ", problems)}. Declare the layers as the file has them, or name the file's layer for each");
    }

    private LoadReport Load(IReadOnlyList<LayerPair> pairs, List<Transfer> transfers)
    {
        foreach (Transfer transfer in transfers)
            transfer.Copy(parameters[transfer.Array]);

        ILookup<string, string> loaded = transfers.ToLookup(transfer => transfer.Layer, transfer => transfer.What);
        LayerPair[] used = [.. pairs.Where(pair => loaded.Contains(pair.Wanted))];
        return new LoadReport(model.Path, networkName, [.. used.Select(pair => new LoadedLayer(pair.Given.Name, pair.Wanted, pair.By, [.. loaded[pair.Wanted]]))], Unused(pairs))
        {
            Differences = [.. LayerDifferences.Of(model.Layers, network, used)],
        };
    }

    private static string Listed(string[] lines) => $"{string.Join("; ", lines.Take(MostListed))}{(lines.Length > MostListed ? $" and {lines.Length - MostListed} more" : "")}";

    private string Extents(string layer) => string.Join(", ", Arrays(layer).Select(array => $"{array.Role} {MatValue.ExtentsText(array.Dimensions)}"));

    private IEnumerable<ParameterDescription> Arrays(string layer) => network.Parameters.Where(array => array.Layer == layer);

    private bool Fits(MatConvNetLayer layer, string wanted)
    {
        List<string> misfits = [];
        _ = Transfers(layer, wanted, misfits);
        return misfits.Count == 0;
    }

    /// <summary>What each array of a layer gets.</summary>
    private List<Transfer> Transfers(MatConvNetLayer layer, string wanted, List<string> misfits)
    {
        Dictionary<string, Offer> offers = Offers(layer, wanted);
        List<Transfer> transfers = [];
        foreach (ParameterDescription array in Arrays(wanted))
        {
            string role = array.Role;
            if (!offers.Remove(role, out Offer? offer))
            {
                // A convolution without biases is one whose biases are 0.
                if (role is Biases or Shift && offers.Count + transfers.Count > 0)
                    transfers.Add(new Transfer(array.Name, wanted, $"{role} 0, since the file has none", parameter => parameter.Edit().Clear()) { IsOfFile = false });
                else
                    misfits.Add($"{layer.Name} ({layer.Type}) has nothing for {array.Name}, which is {MatValue.ExtentsText(array.Dimensions)}");
            }
            else if (!offer.Fits(array.Dimensions))
            {
                misfits.Add($"{layer.Name} has {offer.Extents} for {array.Name}, which is {MatValue.ExtentsText(array.Dimensions)}");
            }
            else
            {
                transfers.Add(new Transfer(array.Name, wanted, $"{role} {MatValue.ExtentsText(array.Dimensions)}", offer.Copy));
            }
        }

        misfits.AddRange(offers.Select(offer => $"{layer.Name} has {offer.Key.ToLowerInvariant()} of {offer.Value.Extents}, but {wanted} has none"));
        return transfers;
    }

    private Dictionary<string, Offer> Offers(MatConvNetLayer layer, string wanted)
    {
        IReadOnlyList<MatArray> arrays = layer.Arrays;
        if (layer.Type != "bnorm")
        {
            string[] roles = layer.Type == "scale" ? [Scale, Shift] : [Weights, Biases];
            return arrays.Take(roles.Length).Select((array, i) => (Role: roles[i], Array: array)).Where(pair => pair.Array.Count > 0)
                .ToDictionary(pair => pair.Role, pair => pair.Role == Weights ? new Offer(pair.Array) : Offer.Vector(pair.Array));
        }

        Dictionary<string, Offer> offers = arrays.Take(2).Select((array, i) => (Role: i == 0 ? Scale : Shift, Array: array)).ToDictionary(pair => pair.Role, pair => Offer.Vector(pair.Array));
        if (arrays.Count > 2 && arrays[2].Dimensions is [int channels, 2])
        {
            // The second column is √(variance + ε) with the ε of the training; ours is added again when the variance is used.
            double epsilon = network.Layers.FirstOrDefault(candidate => candidate.ParametersOf == wanted) is { Kind: "batchnorm" } norm ? norm.Option("Epsilon") : 0;
            float[] moments = arrays[2].To<float>();
            offers[Mean] = Offer.Of(moments[..channels]);
            offers[Variance] = Offer.Of([.. moments[channels..].Select(sigma => (float)(((double)sigma * sigma) - epsilon))]);
        }

        return offers;
    }

    /// <summary>An array that gets numbers.</summary>
    /// <param name="Array">Its name.</param>
    /// <param name="Layer">Its layer.</param>
    /// <param name="What">For the report.</param>
    /// <param name="Copy">Does it.</param>
    private sealed record Transfer(string Array, string Layer, string What, Action<Parameter> Copy)
    {
        /// <summary>Whether the numbers stand in the file; otherwise they follow from what it has not.</summary>
        public bool IsOfFile { get; init; } = true;
    }

    /// <summary>Numbers for an array.</summary>
    private sealed class Offer
    {
        private readonly IReadOnlyList<int> extents;
        private readonly bool isVector;

        public Offer(MatArray array)
            : this(array.Dimensions, parameter => ColumnMajor.ToRowMajor(array, parameter.Edit()), isVector: false)
        {
        }

        private Offer(IReadOnlyList<int> extents, Action<Parameter> copy, bool isVector)
        {
            this.extents = extents;
            this.isVector = isVector;
            Copy = copy;
        }

        public Action<Parameter> Copy { get; }

        public string Extents => MatValue.ExtentsText(extents);

        /// <summary>One number a channel, along whichever dimension they lie.</summary>
        public static Offer Vector(MatArray array) => new(array.Dimensions, parameter => array.CopyTo(parameter.Edit()), isVector: true);

        public static Offer Of(float[] values) => new([values.Length], parameter => parameter.Set(values), isVector: true);

        /// <summary>Whether the extents are those wanted; ones at the end do not count, which MATLAB leaves out.</summary>
        public bool Fits(IReadOnlyList<int> wanted)
        {
            int most = Math.Max(wanted.Count, extents.Count);
            return isVector && wanted.Count == 1 ? extents.Aggregate(1L, (product, extent) => product * extent) == wanted[0]
                : ModelReader.Padded(extents, most).SequenceEqual(ModelReader.Padded(wanted, most));
        }
    }
}
