namespace Kiln.Interchange.Onnx.Import.Operators;

/// <summary>The one registry of operators that are read: which layers each becomes.</summary>
internal static class ImportOperators
{
    private static readonly Dictionary<string, Action<NodeImport>> Known = new()
    {
        ["Conv"] = Convolutions.Conv,
        ["ConvTranspose"] = Convolutions.ConvTranspose,
        ["Gemm"] = Products.Gemm,
        ["MatMul"] = Products.MatMul,
        ["MaxPool"] = Pools.Max,
        ["AveragePool"] = Pools.Average,
        ["GlobalMaxPool"] = node => Pools.Global(node, "globalmaxpool"),
        ["GlobalAveragePool"] = node => Pools.Global(node, "globalavgpool"),
        ["ReduceMean"] = node => Pools.Reduce(node, "avgpool"),
        ["ReduceMax"] = node => Pools.Reduce(node, "maxpool"),
        ["Upsample"] = Pools.Enlarge,
        ["Resize"] = Pools.Enlarge,
        ["Relu"] = node => Activations.Rectify(node, 0, double.PositiveInfinity),
        ["LeakyRelu"] = node => Activations.Rectify(node, node.Number("alpha", 0.01), double.PositiveInfinity),
        ["PRelu"] = Activations.ParametricRelu,
        ["Clip"] = Activations.Clip,
        ["Sigmoid"] = node => Activations.Pointwise(node, "sigmoid"),
        ["Tanh"] = node => Activations.Pointwise(node, "tanh"),
        ["HardSigmoid"] = Activations.HardSigmoid,
        ["HardSwish"] = Activations.HardSwish,
        ["Elu"] = Activations.Elu,
        ["Selu"] = Activations.Selu,
        ["Celu"] = Activations.Celu,
        ["Softplus"] = Activations.Softplus,
        ["Softsign"] = Activations.Softsign,
        ["Mish"] = Activations.Mish,
        ["Gelu"] = Activations.Gelu,
        ["ThresholdedRelu"] = Activations.ThresholdedRelu,
        ["Softmax"] = Activations.Softmax,
        ["LogSoftmax"] = Activations.LogSoftmax,
        ["Exp"] = node => Arithmetic.Function(node, "Exp"),
        ["Log"] = node => Arithmetic.Function(node, "Log"),
        ["Sqrt"] = node => Arithmetic.Function(node, "Sqrt"),
        ["Neg"] = node => Arithmetic.Function(node, "Neg"),
        ["Abs"] = node => Arithmetic.Function(node, "Abs"),
        ["Reciprocal"] = Arithmetic.Reciprocal,
        ["Erf"] = Arithmetic.Erf,
        ["Pow"] = Arithmetic.Pow,
        ["Add"] = Arithmetic.Add,
        ["Sum"] = Arithmetic.Sum,
        ["Sub"] = Arithmetic.Sub,
        ["Mul"] = Arithmetic.Mul,
        ["Div"] = Arithmetic.Div,
        ["Max"] = node => Arithmetic.Extreme(node, "Max"),
        ["Min"] = node => Arithmetic.Extreme(node, "Min"),
        ["Greater"] = node => Arithmetic.Compare(node, isGreater: true),
        ["Less"] = node => Arithmetic.Compare(node, isGreater: false),
        ["Where"] = Arithmetic.Where,
        ["BatchNormalization"] = Normalizations.BatchNorm,
        ["LRN"] = Normalizations.Lrn,
        ["LpNormalization"] = Normalizations.LpNorm,
        ["ReduceL2"] = node => Normalizations.Norms(node, 2),
        ["ReduceL1"] = node => Normalizations.Norms(node, 1),
        ["ReduceSum"] = Normalizations.Sums,
        ["Concat"] = Joins.Concat,
        ["Identity"] = Views.Same,
        ["Cast"] = Views.Cast,
        ["Dropout"] = Views.Dropout,
        ["Flatten"] = Views.Flatten,
        ["Reshape"] = Views.Reshape,
        ["Squeeze"] = Views.Squeeze,
        ["Unsqueeze"] = Views.Unsqueeze,
        ["Transpose"] = Views.Transpose,
        ["Pad"] = Slices.Pad,
        ["Slice"] = Slices.Slice,
        ["Split"] = Slices.Split,
        ["GridSample"] = Sampling.GridSample,
        ["Constant"] = Constants.Constant,
        ["ConstantOfShape"] = Constants.OfShape,
        ["Shape"] = Constants.Shape,
        ["Gather"] = Constants.Gather,
        ["Floor"] = Constants.Floor,
    };

    /// <summary>The operators that are read.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>What makes layers of a node.</summary>
    /// <exception cref="UnsupportedException">Nothing does.</exception>
    public static Action<NodeImport> Of(OnnxNode node) =>
        (node.Domain.Length == 0 ? Known.GetValueOrDefault(node.Operation) : null) ?? throw new UnsupportedException("there is no layer for that operator");
}
