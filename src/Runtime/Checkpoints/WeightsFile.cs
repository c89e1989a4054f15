using Kiln.Data;

namespace Kiln.Checkpoints;

/// <summary>Trained parameters with what is needed to use them: how to prepare images, and the names of the classes.</summary>
/// <remarks>Any checkpoint of a training can be loaded as weights too. Loading changes no parameter unless the whole file is sound and
/// fits the network.</remarks>
/// <example>
/// <code>
/// WeightsFile.Save("weights.kiln", net.Parameters, train.Normalization, "abcdefghijklmnopqrstuvwxyz");
///
/// ParameterSet&lt;CharacterCnn&gt; weights = new();
/// CheckpointInfo info = WeightsFile.Load("weights.kiln", weights);
/// </code>
/// </example>
public static class WeightsFile
{
    /// <summary>Saves parameters. A file of that name is replaced as a whole: a kill at any moment leaves the old one or the new one.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="parameters">The values.</param>
    /// <param name="normalization">How images must be prepared for them; null leaves it out.</param>
    /// <param name="classes">The classes' names, one character a class from class 0; empty leaves it out.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, ParameterSet parameters, ImageNormalization? normalization = null, string classes = "")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(classes);
        AtomicFile.Write(path, CheckpointContent.Compose(parameters, normalization, classes, optimizer: null, [], []));
    }

    /// <summary>Loads parameters from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="parameters">Get the values.</param>
    /// <param name="trusted">Whether to leave out the checksum and to read the file where the system keeps it, which spares most of the time: for a file that came with the program and that nobody
    /// writes to. Lengths, names and extents are still checked; a file that is shortened while it is read ends the process.</param>
    /// <returns>What the file says besides the values.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged, none of ours, or another network's.</exception>
    public static CheckpointInfo Load(string path, ParameterSet parameters, bool trusted = false)
    {
        using CheckpointReader file = CheckpointFile.Open(path, trusted);
        return Load(file, parameters);
    }

    /// <summary>Loads parameters from bytes, for example from an embedded resource.</summary>
    /// <param name="content">All bytes of a file.</param>
    /// <param name="parameters">Get the values.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="trusted">Whether to leave out the checksum, for content that is part of the program: to compute it .NET loads OpenSSL, which takes
    /// longer than to read a line of text and must be on the machine.</param>
    /// <returns>What the file says besides the values.</returns>
    /// <exception cref="CheckpointException">The content is damaged, none of ours, or another network's.</exception>
    public static CheckpointInfo Load(ReadOnlyMemory<byte> content, ParameterSet parameters, string name = "embedded weights", bool trusted = false) =>
        Load(new CheckpointReader(content, name, trusted), parameters);

    /// <summary>Loads parameters from a stream, which is read to its end.</summary>
    /// <param name="stream">For example <c>Assembly.GetManifestResourceStream</c>'s.</param>
    /// <param name="parameters">Get the values.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="trusted">Whether to leave out the checksum, for content that is part of the program: to compute it .NET loads OpenSSL, which takes
    /// longer than to read a line of text and must be on the machine.</param>
    /// <returns>What the file says besides the values.</returns>
    /// <exception cref="CheckpointException">The content is damaged, none of ours, or another network's.</exception>
    public static CheckpointInfo Load(Stream stream, ParameterSet parameters, string name = "embedded weights", bool trusted = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using MemoryStream content = new(stream.CanSeek ? (int)(stream.Length - stream.Position) : 0);
        stream.CopyTo(content);
        return Load(content.GetBuffer().AsMemory(0, (int)content.Length), parameters, name, trusted);
    }

    /// <summary>Loads from a file of whatever network the arrays that have the names and extents of a network's own, and leaves the others as they are: where a network begins with
    /// the layers of one that is trained already.</summary>
    /// <param name="path">Weights or a checkpoint.</param>
    /// <param name="parameters">Get the values.</param>
    /// <returns>What was loaded, and what was not: what only the file has, what only the network has, and what has other extents in each.</returns>
    /// <exception cref="CheckpointException">The file is missing, damaged or none of ours, or no array at all is found in it; no parameter has then changed.</exception>
    /// <example><code>Console.WriteLine(WeightsFile.LoadMatching("letters.kiln", weights).Summary);</code></example>
    public static LoadReport LoadMatching(string path, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        using CheckpointReader file = CheckpointFile.Open(path);
        _ = CheckpointContent.Describe(file);
        return ParameterSection.CopyMatching(file, CheckpointFormat.Parameters, parameters);
    }

    private static CheckpointInfo Load(CheckpointReader file, ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        CheckpointInfo info = CheckpointContent.Verify(file, parameters.Network);
        ParameterSection.Copy(file, CheckpointFormat.Parameters, parameters);
        return info;
    }
}
