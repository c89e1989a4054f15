using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A layer that makes a map of one or several maps, forward, and backward from the derivative that the case gives.</summary>
internal sealed class MapExperiment : IExperiment
{
    /// <summary>The property of the layer under test.</summary>
    public const string Layer = "Result";

    private readonly (Tensor Values, Tensor? Derivative)[] inputs;
    private readonly Tensor output;
    private readonly Tensor? outputDerivative;
    private readonly int pitch;

    /// <param name="one">The case.</param>
    /// <param name="inputTensors">The tensors that it reads as maps; <c>dzdNAME</c> is the derivative by one.</param>
    public MapExperiment(GoldenCase one, params string[] inputTensors)
    {
        inputs = [.. inputTensors.Select(name => (one[name], one.Expected($"dzd{name}")))];
        output = one.Expected("y") ?? throw one.Error($"a case of {one.Operator} with a tensor 'y'");
        outputDerivative = one.Find("dzdy");
        if (inputs.Any(input => input.Values.Count != Images))
            throw one.Error("a case whose inputs have equally many images");

        pitch = inputs.Sum(input => input.Values.Shape.Count);
    }

    /// <summary>The layer's attribute with its arguments. It may name an input by <see cref="Property"/>.</summary>
    public required string Attribute { get; init; }

    /// <summary>The type of its property.</summary>
    public string Handle { get; init; } = nameof(Kiln.Layer);

    /// <summary>Its arrays of parameters.</summary>
    public IReadOnlyList<ParameterTensor> Parameters { get; init; } = [];

    /// <summary>How large the terms are of which the derivative by an input is the difference; 0 where it is none. See <see cref="TensorError.Of"/>.</summary>
    public double InputDerivativeTerms { get; init; }

    /// <summary>What else the case has, to be compared after the backward run.</summary>
    public Func<TrainableNetwork, IEnumerable<TensorError>> Also { get; init; } = _ => [];

    public int Images => inputs[0].Values.Count;

    /// <summary>The property of an input.</summary>
    public static string Property(string tensor) => $"In_{tensor}";

    public string Declare(string name) => $$"""
        [Network(OwnLoss = true)]
        public sealed partial class {{name}}
        {
        {{string.Join("\n", inputs.Select(input => Declare(input.Values)))}}
            [{{Attribute}}] public partial {{Handle}} {{Layer}} { get; }
        }
        """;

    public IEnumerable<TensorError> Run(TrainableNetwork net)
    {
        foreach (ParameterTensor parameter in Parameters)
            parameter.Set(net, Layer);

        float[] maps = Layouts.Interleave([.. inputs.Select(input => (Layouts.Maps(input.Values), input.Values.Shape.Count))], Images);
        float[] scores = net.ForwardForTraining(maps).ToArray();
        yield return TensorError.Of(output.Name, scores, Layouts.Maps(output));
        if (outputDerivative is null)
            yield break;

        float[] gradients = new float[maps.Length];
        net.Backward(Layouts.Maps(outputDerivative), gradients);
        int offset = 0;
        foreach ((Tensor values, Tensor? derivative) in inputs)
        {
            int floats = values.Shape.Count;
            if (derivative is not null)
                yield return TensorError.Of(derivative.Name, Layouts.Take(gradients, offset, floats, pitch), Layouts.Maps(derivative), InputDerivativeTerms);

            offset += floats;
        }

        foreach (TensorError error in Parameters.SelectMany(parameter => parameter.Compare(net, Layer)).Concat(Also(net)))
            yield return error;
    }

    private static string Declare(Tensor input) =>
        $"    [Input({input.Height}, {input.Width}, {input.Channels})] public partial Layer {Property(input.Name)} {{ get; }}";
}
