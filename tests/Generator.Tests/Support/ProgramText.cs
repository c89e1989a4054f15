using Kiln.Generator.Lowering;

namespace Kiln.Generator.Tests.Support;

/// <summary>Programs as text, with what every step computes.</summary>
internal static class ProgramText
{
    /// <summary>A kernel a line, its steps below it.</summary>
    public static string WithFormulas(KernelProgram program) => string.Concat(program.Kernels.Select(kernel =>
        $"{kernel.Pass} {kernel}\n{string.Concat(kernel.Steps.Select(step => $"    {step.Formula}\n"))}"));

    /// <summary>A class with an image and a loss around some layers.</summary>
    /// <param name="layers">For example <c>[Relu] Layer Relu</c>.</param>
    public static string Network(params string[] layers) => Network("", layers);

    /// <summary>The same, with options.</summary>
    public static string Network(string options, string[] layers)
    {
        IEnumerable<string> lines = layers.Select(layer => $"{layer.Replace("] ", "] public partial ", StringComparison.Ordinal)} {{ get; }}");
        return $$"""
            using Kiln;
            [Network{{options}}]
            public sealed partial class Net
            {
                [Input(8, 8, 3)] public partial Layer Image { get; }
                {{string.Join("\n    ", lines)}}
                [SoftmaxLoss] public partial LossLayer Loss { get; }
            }

            """;
    }
}
