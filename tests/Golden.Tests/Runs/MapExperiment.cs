using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;

namespace Kiln.Golden.Tests.Runs;

/// <summary>A layer that makes a map of one or several maps, forward, and backward from the derivative that the case gives.</summary>
internal sealed class MapExperiment : IExperiment
{
    /// <summary>The property of the layer under test.</summary>
    public const string Layer = "Result";

    private readonly MapInput[] inputs;
    private readonly Tensor output;
    private readonly Tensor? outputDerivative;

    /// <param name="one">The case.</param>
    /// <param name="inputs">What it reads.</param>
    public MapExperiment(GoldenCase one, params MapInput[] inputs)
    {
        this.inputs = inputs;
        output = one.Expected("y") ?? throw one.Error($"a case of {one.Operator} with a tensor 'y'");
        outputDerivative = one.Find("dzdy");
        if (inputs.Any(input => input.Values.Count != Images))
            throw one.Error("a case whose inputs have equally many images");
    }

    /// <summary>The layer's attribute with its arguments.</summary>
    public required string Attribute { get; init; }

    /// <summary>The type of its property.</summary>
    public string Handle { get; init; } = nameof(Kiln.Layer);

    /// <summary>Layers between the inputs and this one, line by line.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>Its arrays of parameters.</summary>
    public IReadOnlyList<ParameterTensor> Parameters { get; init; } = [];

    /// <summary>How Kiln has the output and the derivative by it.</summary>
    public Layout OutputLayout { get; init; } = Layouts.Maps;

    /// <summary>What MatConvNet would give where Kiln's output is this, for the operators of which it sets some elements to 0 by a rule of its own. From there nothing goes back, so that
    /// the derivative by the output loses the same elements.</summary>
    public Func<float[], float[]> AsMatConvNet { get; init; } = output => output;

    /// <summary>Whether MatConvNet adds up what Kiln has for each image.</summary>
    public bool SumsImages { get; init; }

    /// <summary>What else the case has, to be compared after the backward run.</summary>
    public Func<TrainableNetwork, IEnumerable<TensorError>> Also { get; init; } = _ => [];

    public int Images => inputs[0].Values.Count;

    public string Declare(string name) => $$"""
        [Network(OwnLoss = true)]
        public sealed partial class {{name}}
        {
            {{string.Join("\n    ", inputs.Select(input => input.Declare()).Concat(Before))}}
            [{{Attribute}}] public partial {{Handle}} {{Layer}} { get; }
        }
        """;

    public IEnumerable<TensorError> Run(TrainableNetwork net)
    {
        foreach (ParameterTensor parameter in Parameters)
            parameter.Set(net, Layer);

        float[] maps = Layouts.Interleave([.. inputs.Select(input => (Layouts.Maps(input.Values), input.Floats))], Images);
        float[] scores = AsMatConvNet(net.ForwardForTraining(maps).ToArray());
        yield return TensorError.Of(output.Name, SumsImages ? [(float)scores.Sum(score => (double)score)] : scores, OutputLayout(output));
        if (outputDerivative is null)
            yield break;

        float[] gradients = new float[maps.Length];
        net.Backward(SumsImages ? [.. Enumerable.Repeat(outputDerivative.Scalar, Images)] : AsMatConvNet(OutputLayout(outputDerivative)), gradients);
        int offset = 0, pitch = inputs.Sum(input => input.Floats);
        foreach (MapInput input in inputs)
        {
            foreach (TensorError error in input.Compare(Layouts.Take(gradients, offset, input.Floats, pitch)))
                yield return error;

            offset += input.Floats;
        }

        foreach (TensorError error in Parameters.SelectMany(parameter => parameter.Compare(net, Layer)).Concat(Also(net)))
            yield return error;
    }
}
