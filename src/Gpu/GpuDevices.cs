using System.Diagnostics.CodeAnalysis;
using Kiln.Gpu.Cuda;
using Kiln.Gpu.Ilgpu;

namespace Kiln.Gpu;

/// <summary>Opens devices.</summary>
public static class GpuDevices
{
    /// <summary>The device that a name stands for: <c>gpu</c> for CUDA, else OpenCL; <c>gpu-simulator</c> for ILGPU's simulator on the processor.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="GpuException">There is no such device; one line says what is missing and how to get it.</exception>
    [RequiresUnreferencedCode("ILGPU finds kernels by name; a natively compiled program opens a CudaDevice")]
    [RequiresDynamicCode("ILGPU compiles kernels at run time; a natively compiled program opens a CudaDevice")]
    public static GpuDevice Open(string name)
    {
        if (name == "gpu-simulator")
            return IlgpuDevice.OpenSimulator();

        if (name != "gpu")
            throw new GpuException($"there is no device '{name}'; there are cpu, gpu and gpu-simulator");

        try
        {
            return CudaDevice.Open();
        }
        catch (GpuException cuda)
        {
            try
            {
                return IlgpuDevice.OpenOpenCl();
            }
            catch (Exception e) when (e is GpuException or DllNotFoundException or TypeInitializationException or NotSupportedException)
            {
                throw new GpuException($"{cuda.Message.Replace("; use --device cpu", "").Replace(", or use --device cpu", "")}; and no OpenCL device that ILGPU takes: --device cpu works everywhere");
            }
        }
    }
}
