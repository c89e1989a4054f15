using System.CommandLine;
using Kiln.Models.Networks.Practical;
using Kiln.Models.Practical;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 2</c>: back-propagation held against differences.</summary>
internal static class PartTwo
{
    public static Command Create()
    {
        Argument<string?> image = PracticalCommand.Picture(PartOne.StandardPicture);
        Option<int> seed = Arguments.Seed();
        Command command = new("2", "Back-propagation: derivatives of a convolution, and of one with a pool, held against differences.") { image, seed };
        command.SetAction(parsed => Run(parsed.GetValue(image) ?? PartOne.StandardPicture, parsed.GetValue(seed), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(string path, int seed, TextWriter output)
    {
        Shape shape = new(384, 512, 3);
        using BackPropagation checks = new(PracticalPicture.Read(path, shape, output).Values, seed);
        Show("convolution 5×5×3×10, by its input", checks.ByInput());
        Show("convolution 5×5×3×10, by its filters", checks.ByFilters());
        Show("convolution 5×5×3×10 and max-pool 10×10, by the filters", checks.ThroughPool());

        void Show(string what, (DirectionalDerivative Float, DirectionalDerivative Double) check)
        {
            output.WriteLine(what);
            output.WriteLine($"  {check.Float}");
            output.WriteLine($"  {check.Double} (difference by plain loops in double)");
        }
    }
}
