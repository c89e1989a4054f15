using System.Globalization;
using Kiln;
using Kiln.Bench.Gpu;
using Kiln.Gpu;
using Kiln.Gpu.Cuda;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    using CudaDevice device = CudaDevice.Open();
    Console.WriteLine($"{device.Name}, {device.FreeBytes / 1e9:0.0} GB free");
    foreach (string arg in args.DefaultIfEmpty("train"))
        Measurements.Run(device, arg);

    return 0;
}
catch (GpuException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
