namespace Kiln.Interchange.Matlab;

/// <summary>One layer of a MatConvNet model.</summary>
/// <param name="Name">Its name; empty where the file gives none.</param>
/// <param name="Type">Its kind in the words of SimpleNN, whichever wrapper wrote it: conv, convt, pool, relu, sigmoid, softmax, lrn, bnorm, dropout, scale, concat, sum …</param>
/// <param name="Inputs">The variables it reads.</param>
/// <param name="Outputs">The variables it computes.</param>
/// <param name="Arrays">Its parameters in order: filters and biases, or factors, offsets and moments.</param>
/// <param name="Options">Its other fields: <c>pad</c>, <c>stride</c>, <c>pool</c> …</param>
public sealed record MatConvNetLayer(
    string Name, string Type, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<MatArray> Arrays, MatStruct Options)
{
    /// <summary>The numbers of an option.</summary>
    /// <param name="name">A field.</param>
    /// <returns>The numbers in the order of memory; empty where there is no such field, or where it holds no numbers.</returns>
    public double[] Option(string name) => Options.TryGet(0, name, out MatValue? value) && value is MatArray numbers ? numbers.To<double>() : [];

    /// <summary>For example <c>conv1_1 (conv 3×3×3×64, 64)</c>.</summary>
    public override string ToString() => Arrays.Count == 0 ? $"{Name} ({Type})" : $"{Name} ({Type} {string.Join(", ", Arrays.Select(array => array.Extents))})";
}
