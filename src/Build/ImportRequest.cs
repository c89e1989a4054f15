using Kiln.Interchange.Declarations;

namespace Kiln.Build;

/// <summary>What a project asks for of one model: a line for each, name=value.</summary>
/// <param name="Model">The file of the model.</param>
/// <param name="Class">The class of its network.</param>
/// <param name="Namespace">The namespace of the class; empty for none.</param>
/// <param name="Extents">Rows, columns and channels of inputs whose extents are free, <c>224x224x3</c>; empty for none.</param>
/// <param name="IsBeside">Whether the weights lie beside the program; otherwise they are a resource in it.</param>
/// <param name="Code">The file that gets the declaration.</param>
/// <param name="WeightsFile">The file that gets the weights.</param>
internal sealed record ImportRequest(string Model, string Class, string Namespace, string Extents, bool IsBeside, string Code, string WeightsFile)
{
    /// <summary>Extents of free inputs; null if none are given.</summary>
    /// <exception cref="FormatException">They are not three numbers.</exception>
    public Shape? Input => Extents.Length == 0 ? null : ImportOptions.ParseInput(Extents);

    /// <summary>Reads a request.</summary>
    public static ImportRequest Read(string path)
    {
        Dictionary<string, string> values = File.ReadAllLines(path).Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new ImportRequest(
            values["Model"], values["Class"], values["Namespace"], values["Input"], values["Weights"] == "Beside", values["Code"], values["WeightsFile"]);
    }
}
