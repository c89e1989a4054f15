using System.Globalization;
using System.Reflection;
using Kiln.Models.Networks;

namespace Kiln.Models.FineTuning;

/// <summary>The declarations of networks whose number of classes is known only when the program runs, as C#.</summary>
internal static class TunedSource
{
    /// <summary>The class of the layers that learn.</summary>
    public const string HeadName = "TunedHead";

    /// <summary>The class of the whole network.</summary>
    public const string WholeName = "TunedNetwork";

    /// <summary>The class that infers with its weights.</summary>
    public const string ReaderName = "TunedReader";

    /// <summary>The namespace of all.</summary>
    public const string Namespace = "Tuned";

    /// <summary>The layers that learn: they read what features there are.</summary>
    /// <param name="features">The layer that computes the features, which the head's input is named after.</param>
    /// <param name="classes">How many classes there are.</param>
    public static string Head(LayerDescription features, int classes) => string.Create(CultureInfo.InvariantCulture, $$"""
        using Kiln;

        namespace {{Namespace}};

        [Network]
        public sealed partial class {{HeadName}}
        {
            [Input({{features.OutputShape.Height}}, {{features.OutputShape.Width}}, {{features.OutputShape.Channels}})] public partial Layer {{features.Name}} { get; }
        {{HeadLines(classes, column: 24)}}
        }
        """);

    /// <summary>The whole network in a file of its own, for another program: the features as this program declares them, then the layers that learn.</summary>
    /// <param name="features">The network of the features.</param>
    /// <param name="classes">The names of the classes.</param>
    /// <param name="weights">The name of the file of its weights.</param>
    public static string Whole(NamedNetwork features, IReadOnlyList<string> classes, string weights)
    {
        Shape shape = features.Description.InputShape;
        string declared = Embedded($"{features.Name}.cs"), block = Embedded("Fire.cs");
        string lines = declared[(declared.IndexOf("\n{\n", StringComparison.Ordinal) + 3)..declared.LastIndexOf("\n}", StringComparison.Ordinal)];
        return string.Create(CultureInfo.InvariantCulture, $$"""
            using Kiln;

            namespace {{Namespace}};

            /// <summary>Tells {{classes.Count}} classes apart; {{weights}} has its weights and the names of the classes, a line each. It reads pixels from 0 to 1.</summary>
            /// <example><code>
            /// ParameterSet&lt;{{WholeName}}&gt; weights = new();
            /// string[] classes = WeightsFile.Load("{{weights}}", weights).Classes.Split('\n');
            /// using {{ReaderName}} reader = new(weights);
            /// float[] scores = reader.Forward(PictureDecoder.Read("picture.jpg").ToInput(reader.Description.InputShape)).ToArray();
            /// Probabilities.Of(scores, classes.Length, scores);
            /// </code></example>
            [Network]
            public sealed partial class {{WholeName}}
            {
            {{lines}}
            {{HeadLines(classes.Count, lines.IndexOf("public", StringComparison.Ordinal))}}
            }

            /// <summary>The same without the loss.</summary>
            [InferenceOf<{{WholeName}}>(Height = {{shape.Height}}, Width = {{shape.Width}})]
            public sealed partial class {{ReaderName}};

            {{block[block.IndexOf("/// <summary>", StringComparison.Ordinal)..].TrimEnd()}}

            """);
    }

    /// <summary>The layers that learn.</summary>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="column">Where properties begin, below those of other lines.</param>
    private static string HeadLines(int classes, int column)
    {
        return $"{Line("[Dropout(0.5)]", "Layer", "Dropped")}\n{Line(string.Create(CultureInfo.InvariantCulture, $"[Conv(1, 1, {classes})]"), "ConvLayer", "Scores")}\n{Line("[SoftmaxLoss]", "LossLayer", "Loss")}";

        string Line(string attribute, string type, string name) => $"{$"    {attribute}".PadRight(column)}public partial {type,-10} {name,-8} {{ get; }}";
    }

    /// <summary>A file of this program's own source, with the line ends of every system the same.</summary>
    private static string Embedded(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
