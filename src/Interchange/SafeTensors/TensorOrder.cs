namespace Kiln.Interchange.SafeTensors;

/// <summary>How parameters are named and ordered in a safetensors file. The names tell which it is, so that reading needs no choice.</summary>
public enum TensorOrder
{
    /// <summary>As here: <c>Conv1.Weights</c> of rows × columns × channels × filters, <c>Conv1.Biases</c>, <c>Norm1.Mean</c>.</summary>
    Kiln,

    /// <summary>As PyTorch's modules of the same names have them: <c>Conv1.weight</c> of filters × channels × rows × columns, <c>Conv1.bias</c>, <c>Norm1.running_mean</c>. A dense layer's are
    /// outputs × inputs, the inputs channel by channel; a transposed convolution's input × output channels × rows × columns.</summary>
    PyTorch,
}
