#if TORCHSHARP
using TorchSharp;
using static TorchSharp.torch;

namespace Kiln.Bench.Peers;

/// <summary>A network without a loss as TorchSharp runs it forward and backward, from a given gradient of its output.</summary>
internal sealed class TorchSharpGradients : IDisposable
{
    private readonly TorchSharpLayers layers;
    private readonly Tensor images, slope;

    /// <summary>Builds the network.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="images">Images one after the other.</param>
    /// <param name="slope">The gradient of the output, likewise.</param>
    /// <param name="threads">Threads that share the work.</param>
    public TorchSharpGradients(ParameterSet parameters, float[] images, float[] slope, int threads)
    {
        set_num_threads(threads);
        layers = new TorchSharpLayers(parameters);
        Shape input = parameters.Network.InputShape, output = parameters.Network.Layers[^1].OutputShape;
        int count = images.Length / input.Count;
        this.images = TorchSharpLayers.Maps(images, count, input).requires_grad_();
        this.slope = TorchSharpLayers.Maps(slope, count, output);
    }

    /// <summary>The gradient of the images, rows × columns × channels each.</summary>
    public float[] InputGradient
    {
        get
        {
            using Tensor gradient = images.grad!.permute(0, 2, 3, 1).contiguous();
            return [.. gradient.data<float>()];
        }
    }

    /// <summary>Runs forward and backward.</summary>
    public void Step()
    {
        using DisposeScope scope = NewDisposeScope();
        images.grad = null;
        foreach ((_, TorchSharp.Modules.Parameter parameter) in layers.Parameters())
            parameter.grad = null;

        layers.Forward(images).backward([slope]);
        images.grad!.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        layers.Dispose();
        images.Dispose();
        slope.Dispose();
    }
}
#endif
