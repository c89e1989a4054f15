namespace Kiln;

/// <summary>How far random weights spread. Arrays without fan-in are not random: biases start at 0, factors at 1.</summary>
public abstract class Initialization
{
    /// <summary>Deviation √(2 / fan-in), which keeps the size of signals through rectified layers (He et al. 2015, arXiv:1502.01852).</summary>
    public static Initialization He { get; } = new HeInitialization();

    /// <summary>The same deviation for every layer.</summary>
    /// <param name="deviation">Standard deviation; above 0.</param>
    public static Initialization Gaussian(double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviation);
        return new GaussianInitialization(deviation);
    }

    /// <summary>The standard deviation for one array; 0 leaves it at the value at which it starts.</summary>
    /// <param name="parameter">The array.</param>
    public abstract double Deviation(ParameterDescription parameter);

    private sealed class HeInitialization : Initialization
    {
        public override double Deviation(ParameterDescription parameter) => parameter.FanIn == 0 ? 0 : Math.Sqrt(2.0 / parameter.FanIn);
    }

    private sealed class GaussianInitialization(double deviation) : Initialization
    {
        public override double Deviation(ParameterDescription parameter) => parameter.FanIn == 0 ? 0 : deviation;
    }
}
