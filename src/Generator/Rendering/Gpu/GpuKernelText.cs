using System;
using System.Collections.Generic;
using System.Linq;
using Kiln.Generator.Lowering;
using Kiln.Generator.Planning.Gpu;
using Kiln.Generator.Support;

namespace Kiln.Generator.Rendering.Gpu;

/// <summary>One kernel while its text is written: its body, what it asks for, and how it is launched.</summary>
internal sealed class GpuKernelText(GpuPlan plan, Kernel kernel, GpuHelpers helpers)
{
    private readonly List<(string Type, string Name, string Argument)> parameters = [];
    private readonly HashSet<Value> touched = [];
    private readonly Dictionary<string, int> uniques = new(StringComparer.Ordinal);

    public GpuPlan Plan => plan;

    public Kernel Kernel => kernel;

    public string Name => plan.Names[kernel];

    public SourceWriter Body { get; } = new();

    public GpuHelpers Helpers => helpers;

    public ScalarText Scalars { get; } = new(helpers);

    public IndexText Indices { get; } = new(helpers);

    /// <summary>Types and names, in order.</summary>
    public IEnumerable<string> Parameters => parameters.Select(parameter => $"{parameter.Type} {parameter.Name}");

    /// <summary>What each is given.</summary>
    public IEnumerable<string> Arguments => parameters.Select(parameter => parameter.Argument);

    /// <summary>The grid along the first way: what the images are multiplied by, and divided by. 0 images for a grid that does not depend on them.</summary>
    public long PerImage { get; private set; }

    public int Divisor { get; private set; }

    public int GridY { get; private set; } = 1;

    public int GridZ { get; private set; } = 1;

    /// <summary>The parts of a sum over all images that the groups of the third way divide among them, so many for each.</summary>
    public SumDivision? Parts { get; private set; }

    public int Threads { get; private set; }

    public int SharedBytes { get; set; }

    public long MultiplyAdds { get; set; }

    /// <summary>Why the work is divided as it is.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Bytes that it reads and writes for each image, every array once.</summary>
    public long BytesPerImage => touched.Where(value => value.IsMap).Sum(value => plan.Memory.Of(value).Floats * sizeof(float));

    /// <summary>Bytes of the other arrays.</summary>
    public long BytesPerCall => touched.Where(value => !value.IsMap).Sum(value => plan.Memory.Of(value).Floats * sizeof(float));

    /// <summary>Lets the kernel be launched with groups that share the work of all images.</summary>
    public void GridOfImages(long perImage, int divisor, int threads, int y = 1, int z = 1) => (PerImage, Divisor, Threads, GridY, GridZ) = (perImage, divisor, threads, y, z);

    /// <summary>Lets the kernel be launched with a number of groups.</summary>
    public void Grid(int groups, int threads, int y = 1, int z = 1, SumDivision? parts = null) => (PerImage, Divisor, Threads, GridY, GridZ, Parts) = (0, groups, threads, y, z, parts);

    public string Unique(string name)
    {
        uniques.TryGetValue(name, out int before);
        uniques[name] = before + 1;
        return before == 0 ? name : FormattableString.Invariant($"{name}{before + 1}");
    }

    /// <summary>The parameter that holds a value.</summary>
    public string Array(Value value)
    {
        touched.Add(value);
        return Parameter($"ArrayView<{value.Element.Name()}>", KernelNames.Parameter(value), FormattableString.Invariant($"new(GpuArgumentKind.Buffer, {plan.Memory.Of(value).Index})"));
    }

    public string Images() => Parameter("int", "images", "new(GpuArgumentKind.Images)");

    public string Parameter(string type, string name, string argument)
    {
        if (!parameters.Any(parameter => parameter.Name == name))
            parameters.Add((type, name, argument));

        return name;
    }
}
