namespace Kiln;

/// <summary>How far random weights spread. Arrays without fan-in are not random: biases start at 0, factors at 1.</summary>
public abstract class Initialization
{
    /// <summary>Normal with deviation √(2 / fan-in), which keeps the size of signals through rectified layers (He et al. 2015, arXiv:1502.01852).</summary>
    public static Initialization He { get; } = new HeInitialization();

    /// <summary>Uniform within ±√(6 / (fan-in + fan-out)), which keeps the size of signals forward and of gradients backward through layers that are about linear near 0
    /// (Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", equation 16).</summary>
    public static Initialization Xavier { get; } = new XavierInitialization();

    /// <summary>Normal, with the same deviation for every layer.</summary>
    /// <param name="deviation">Standard deviation; above 0.</param>
    public static Initialization Gaussian(double deviation)
    {
        if (!(deviation > 0))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "the deviation must be above 0");

        return new GaussianInitialization(deviation);
    }

    /// <summary>Whether values are uniform, within ±√3 times the deviation; otherwise they are normal.</summary>
    public virtual bool IsUniform => false;

    /// <summary>The standard deviation for one array; 0 leaves it at the value at which it starts.</summary>
    /// <param name="parameter">The array.</param>
    public abstract double Deviation(ParameterDescription parameter);

    private sealed class HeInitialization : Initialization
    {
        public override double Deviation(ParameterDescription parameter) => parameter.FanIn == 0 ? 0 : Math.Sqrt(2.0 / parameter.FanIn);
    }

    private sealed class XavierInitialization : Initialization
    {
        public override bool IsUniform => true;

        public override double Deviation(ParameterDescription parameter) => parameter.FanIn == 0 ? 0 : Math.Sqrt(2.0 / ((double)parameter.FanIn + parameter.FanOut));
    }

    private sealed class GaussianInitialization(double deviation) : Initialization
    {
        public override double Deviation(ParameterDescription parameter) => parameter.FanIn == 0 ? 0 : deviation;
    }
}
