namespace Kiln;

/// <summary>The machines that a network is compiled for.</summary>
[Flags]
public enum Targets
{
    /// <summary>Processors, with vectors of 256 and 512 bits.</summary>
    Cpu = 1,

    /// <summary>Graphics processors. The project needs a reference to Kiln.Gpu, which runs the kernels.</summary>
    Gpu = 2,
}
