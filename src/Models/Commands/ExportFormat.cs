using Kiln.Checkpoints;
using Kiln.Interchange.Matlab;
using Kiln.Interchange.Onnx;
using Kiln.Interchange.SafeTensors;
using Kiln.Models.Networks;

namespace Kiln.Models.Commands;

/// <summary>A format that <c>export</c> writes.</summary>
/// <param name="Extension">What the file's name ends with, and so the format's sign.</param>
/// <param name="Content">What is in the file, for the help.</param>
/// <param name="Save">Writes to a path weights and what their file says of them.</param>
internal sealed record ExportFormat(string Extension, string Content, Action<string, ParameterSet, CheckpointInfo> Save)
{
    /// <summary>All formats; add one here.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new(".onnx", "network and weights", (path, weights, info) => OnnxFile.Save(path, weights, new OnnxOptions { Normalization = info.Normalization, Classes = info.Classes })),
        new(".safetensors", "weights", (path, weights, info) => SafeTensorsFile.Save(path, weights, info.Normalization, info.Classes)),
        new(".mat", "network and weights for MatConvNet", (path, weights, info) => MatConvNetModel.Write(path, weights, classes: info.Classes.Length == 0 ? null : ClassNames.Of(info.Classes))),
    ];

    /// <summary>The formats in a few words.</summary>
    public static string Words => string.Join(" or ", All.Select(format => $"{format.Extension} ({format.Content})"));

    /// <summary>The format of a path.</summary>
    /// <param name="path">As typed.</param>
    /// <exception cref="UserErrorException">Its ending is none of a format; the message lists those there are.</exception>
    public static ExportFormat Of(string path) =>
        All.FirstOrDefault(format => path.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserErrorException($"'{path}' names no format that can be written; let it end with {Words}");
}
