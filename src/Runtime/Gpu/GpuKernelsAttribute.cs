namespace Kiln.Gpu;

/// <summary>Marks a class whose public methods are kernels for graphics processors: the build makes PTX of each.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GpuKernelsAttribute : Attribute;
