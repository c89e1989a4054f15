using Kiln.Checkpoints;

namespace Kiln.Interchange.Matlab;

/// <summary>A model that MatConvNet saved: SimpleNN or DagNN, of today or of before version 1.0.</summary>
/// <remarks>The numbers stay in the file until they are loaded; dispose of the model when they are.</remarks>
/// <example><code>
/// ParameterSet&lt;SqueezeNet10&gt; weights = new();
/// LoadReport report = MatConvNetModel.Load("imagenet-squeezenet.mat", weights);
/// Console.WriteLine(report);
/// </code></example>
public sealed class MatConvNetModel : IDisposable
{
    private readonly MatFile? file;

    internal MatConvNetModel(string path, MatFile? file)
    {
        Path = path;
        this.file = file;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Whether the layers are a graph (DagNN); otherwise they are a chain (SimpleNN).</summary>
    public bool IsGraph { get; internal init; }

    /// <summary>The layers in the file's order.</summary>
    public required IReadOnlyList<MatConvNetLayer> Layers { get; init; }

    /// <summary>All that the model says beside its layers; null for nothing.</summary>
    public MatStruct? Meta { get; internal init; }

    /// <summary>How images are prepared; null if the model does not say.</summary>
    public MatConvNetImages? Images { get; internal init; }

    /// <summary>What each class is called: its description, or its name if it has none. The first belongs to the first score. Empty if the model does not say.</summary>
    public IReadOnlyList<string> Classes { get; internal init; } = [];

    /// <summary>The mean over all pixels that the practical's character network keeps, pixels counted from 0 to 1; null for none.</summary>
    public double? ImageMean { get; internal init; }

    /// <summary>Reads a model.</summary>
    /// <param name="path">A level-5 file.</param>
    /// <exception cref="MatException">It is missing, damaged, or holds no model.</exception>
    public static MatConvNetModel Read(string path)
    {
        MatFile file = MatFile.Read(path);
        try
        {
            return Of(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Finds the model in a file that has been read.</summary>
    /// <param name="file">The file, which the model disposes of.</param>
    /// <param name="path">What messages call it.</param>
    /// <exception cref="MatException">It holds no model.</exception>
    public static MatConvNetModel Of(MatFile file, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new ModelReader(file, path).Model();
    }

    /// <summary>Reads a model and loads its numbers into the parameters of a declared network.</summary>
    /// <param name="path">A level-5 file.</param>
    /// <param name="parameters">Get the numbers.</param>
    /// <param name="names">The network's layer for a layer of the file, where no rule finds it.</param>
    /// <returns>What was loaded, from where.</returns>
    /// <exception cref="MatException">The file is no model, or does not fit; the message lists all that does not. Parameters are then as before.</exception>
    public static LoadReport Load(string path, ParameterSet parameters, IReadOnlyDictionary<string, string>? names = null)
    {
        using MatConvNetModel model = Read(path);
        return model.LoadInto(parameters, names);
    }

    /// <summary>Loads the numbers into the parameters of a declared network.</summary>
    /// <remarks>
    /// Layers are matched by name: as <paramref name="names"/> says, else by equal names, else by names that are equal when only letters and digits count and capitals
    /// do not (<c>fire2/squeeze1x1</c> is <c>Fire2.Squeeze1x1</c>). What remains is matched in order if file and network have as many layers left, and all extents agree.
    /// Filters keep the order of their indices, rows × columns × channels × filters; deviations of a batch normalisation become variances.
    /// </remarks>
    /// <param name="parameters">Get the numbers.</param>
    /// <param name="names">The network's layer for a layer of the file, where no rule finds it.</param>
    /// <returns>What was loaded, from where.</returns>
    /// <exception cref="MatException">The model does not fit; the message lists all that does not. Parameters are then as before.</exception>
    public LoadReport LoadInto(ParameterSet parameters, IReadOnlyDictionary<string, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new ParameterLoad(this, parameters).Run(names ?? new Dictionary<string, string>());
    }

    /// <summary>Reads a model and loads what a declared network has of it, and leaves the network's other parameters as they are: where it begins with the layers of one that is
    /// trained already.</summary>
    /// <param name="path">A level-5 file.</param>
    /// <param name="parameters">Get the numbers.</param>
    /// <param name="names">The network's layer for a layer of the file, where no rule finds it.</param>
    /// <returns>What was loaded, and what was not: what only the file has, what only the network has, and what has other extents in each.</returns>
    /// <exception cref="MatException">The file is no model, a name of <paramref name="names"/> is not there, or nothing at all is found; no parameter has then changed.</exception>
    public static LoadReport LoadMatching(string path, ParameterSet parameters, IReadOnlyDictionary<string, string>? names = null)
    {
        using MatConvNetModel model = Read(path);
        return model.LoadMatchingInto(parameters, names);
    }

    /// <summary>Loads what a declared network has of the model, and leaves the network's other parameters as they are.</summary>
    /// <remarks>Layers are matched as by <see cref="LoadInto"/>, but never by their order alone.</remarks>
    /// <param name="parameters">Get the numbers.</param>
    /// <param name="names">The network's layer for a layer of the file, where no rule finds it.</param>
    /// <returns>What was loaded, and what was not.</returns>
    /// <exception cref="MatException">A name of <paramref name="names"/> is not there, or nothing at all is found; no parameter has then changed.</exception>
    public LoadReport LoadMatchingInto(ParameterSet parameters, IReadOnlyDictionary<string, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new ParameterLoad(this, parameters).RunMatching(names ?? new Dictionary<string, string>());
    }

    /// <summary>Writes a network and its parameters as a DagNN, which MatConvNet loads with <c>dagnn.DagNN.loadobj(load('net.mat'))</c>. Losses and labels are left out.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="parameters">The parameters, which name the network.</param>
    /// <param name="images">How images are prepared; null leaves it out.</param>
    /// <param name="classes">The classes' names in order; null leaves them out.</param>
    /// <param name="compress">Whether to compress the file.</param>
    /// <exception cref="MatException">MatConvNet has no such layer, or the file cannot be written.</exception>
    public static void Write(string path, ParameterSet parameters, MatConvNetImages? images = null, IReadOnlyList<string>? classes = null, bool compress = true)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        List<(string, MatValue)> meta = [];
        if (images is not null)
            meta.Add(("normalization", images.ToStruct()));
        if (classes is not null)
            meta.Add(("classes", new MatStruct(("name", MatCell.Of(classes)), ("description", MatCell.Of(classes)))));

        new ModelWriter(parameters).Model(new MatStruct(meta)).Write(path, compress);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file?.Dispose();
}
