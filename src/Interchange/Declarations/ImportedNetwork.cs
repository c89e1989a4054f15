using Kiln.Data;
using Kiln.Interchange.Onnx;

namespace Kiln.Interchange.Declarations;

/// <summary>A model of another program as a declaration: layers as the compiler describes them, with the model's weights.</summary>
/// <example>
/// <code>
/// ImportedNetwork net = NetworkImport.Read("resnet18.onnx");
/// DeclaredNetwork declared = net.Declare(new DeclarationOptions { Class = "ResNet18" });
/// File.WriteAllText("ResNet18.cs", declared.Text);
/// declared.SaveWeights("resnet18.kiln");
/// </code>
/// </example>
public sealed class ImportedNetwork
{
    private readonly Dictionary<string, FormulaNode> functions;

    private ImportedNetwork(ParameterSet weights, Dictionary<string, FormulaNode> functions, IReadOnlyList<string> kept, IReadOnlyList<string> frozen)
    {
        this.functions = functions;
        (Weights, KeptLayers, FrozenLayers) = (weights, kept, frozen);
    }

    /// <summary>The layers, inputs first, and the parameter arrays; nothing has been compiled.</summary>
    public NetworkDescription Description => Weights.Network;

    /// <summary>The model's weights in the order that the compiled network has.</summary>
    public ParameterSet Weights { get; }

    /// <summary>How images are prepared; null if the model does not say, or not with one mean and scale.</summary>
    public ImageNormalization? Normalization { get; init; }

    /// <summary>The classes' names, the first that of the first score; empty if the model does not say.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Outputs of the model beside the last layer.</summary>
    internal IReadOnlyList<string> KeptLayers { get; }

    /// <summary>Layers whose parameters are no weights but say what the layer computes.</summary>
    internal IReadOnlyList<string> FrozenLayers { get; }

    /// <summary>The classes as weights files have them: a character each, or a line each.</summary>
    internal string ClassText => Classes.All(name => name.Length == 1) ? string.Concat(Classes) : string.Join('\n', Classes);

    /// <summary>Declares the network as a file of C#.</summary>
    /// <param name="options">The class.</param>
    /// <exception cref="ArgumentException">A name is none of C#.</exception>
    public DeclaredNetwork Declare(DeclarationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Dictionary<string, string> paths = [];
        string text = new DeclarationText(this, functions, options).Write(paths);
        return new DeclaredNetwork(text, Renamed(options.Namespace.Length > 0 ? $"{options.Namespace}.{options.Class}" : options.Class, paths), Normalization, ClassText);
    }

    /// <summary>The weights of a class of that name, whose layers may have paths.</summary>
    private ParameterSet Renamed(string name, Dictionary<string, string> paths)
    {
        ParameterSet renamed = new(Description with
        {
            Name = name,
            Layers = [.. Description.Layers.Select(layer => layer with { Name = Of(layer.Name), Inputs = [.. layer.Inputs.Select(Of)], WeightsOf = layer.WeightsOf is null ? null : Of(layer.WeightsOf) })],
            Parameters = [.. Description.Parameters.Select(array => array with { Name = $"{Of(array.Layer)}.{array.Role}" })],
        });
        Weights.Values.CopyTo(renamed.Edit());
        return renamed;

        string Of(string name) => paths.GetValueOrDefault(name, name);
    }

    /// <summary>The network of lines.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="lines">The lines in order.</param>
    /// <param name="normalization">How images are prepared.</param>
    /// <param name="classes">The classes' names.</param>
    internal static ImportedNetwork Of(string name, List<LayerLine> lines, ImageNormalization? normalization, IReadOnlyList<string> classes)
    {
        LineFusion.Fuse(lines);
        LayerLine last = lines[^1];
        Dictionary<LayerLine, string> names = LayerNames.Of(lines);
        List<ParameterDescription> arrays = [];
        List<LineArray> numbers = [];
        int offset = 0;
        foreach (LayerLine line in lines.Where(line => line.WeightsOf is null))
        {
            foreach (LineArray array in line.Arrays)
            {
                arrays.Add(new ParameterDescription($"{names[line]}.{array.Role}", array.Dimensions, offset, array.Count, 0, 0, ParameterUpdate.Gradient, 1, 1));
                numbers.Add(array);
                offset = checked((offset + array.Count + 15) / 16 * 16);
            }
        }

        LayerDescription[] layers =
        [
            .. lines.Select(line => new LayerDescription(
                names[line], line.Kind, [.. line.Inputs.Select(input => names[input])], line.Output, line.Window, line.Options, line.FilterDepth, line.Filters, "", line.IsOutput,
                line.WeightsOf is { } owner ? names[owner] : null)),
        ];
        ParameterSet weights = new(new NetworkDescription(name, layers, arrays, [], [], new MemoryDescription(0)));
        Span<float> values = weights.Edit();
        foreach ((ParameterDescription description, LineArray array) in arrays.Zip(numbers))
            array.Write(values.Slice(description.Offset, description.Length));

        return new ImportedNetwork(
            weights,
            lines.Where(line => line.Formula is not null).ToDictionary(line => names[line], line => line.Formula!),
            [.. lines.Where(line => line.IsOutput && line != last).Select(line => names[line])],
            [.. lines.Where(line => line.IsFrozen).Select(line => names[line])])
        {
            Normalization = normalization,
            Classes = classes,
        };
    }
}
