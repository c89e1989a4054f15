using System.Globalization;
using System.Text;
using Kiln.Interchange.Declarations;

namespace Kiln.Build;

/// <summary>The part of an imported class that finds its weights, and says what the model says of images and classes.</summary>
internal static class LoaderText
{
    /// <summary>The part of the class as text.</summary>
    /// <param name="network">The network.</param>
    /// <param name="request">What was asked for.</param>
    public static string Of(ImportedNetwork network, ImportRequest request)
    {
        string name = request.Class, model = Path.GetFileName(request.Model);
        string load = request.IsBeside
            ? $"global::Kiln.Checkpoints.WeightsFile.Load(global::System.IO.Path.Combine(global::System.AppContext.BaseDirectory, \"{name}.kiln\"), weights);"
            : $"""
                    using global::System.IO.Stream stream = typeof({name}).Assembly.GetManifestResourceStream("Kiln.Weights.{name}")!;
                            global::Kiln.Checkpoints.WeightsFile.Load(stream, weights, "the weights of {name}", trusted: true);
              """.Trim();
        string normalization = network.Normalization is { } given
            ? string.Create(CultureInfo.InvariantCulture, $"new({given.Mean:R}f, {given.Scale:R}f)") : "null";
        return $$"""

            public sealed partial class {{name}}
            {
                /// <summary>How {{model}} says that images are prepared; null if it does not.</summary>
                public static global::Kiln.Data.ImageNormalization? Normalization { get; } = {{normalization}};

                /// <summary>The classes' names as {{model}} has them, the first that of the first score; empty if it has none.</summary>
                public static global::System.Collections.Generic.IReadOnlyList<string> Classes { get; } = [{{string.Join(", ", network.Classes.Select(Quoted))}}];

                /// <summary>The weights of {{model}}.</summary>
                public static global::Kiln.ParameterSet<{{name}}> LoadWeights()
                {
                    global::Kiln.ParameterSet<{{name}}> weights = new();
                    {{load}}
                    return weights;
                }
            }

            """;
    }

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char character in text)
            quoted.Append(character is '"' or '\\' || char.IsControl(character) ? $"\\u{(int)character:x4}" : character.ToString());

        return quoted.Append('"').ToString();
    }
}
