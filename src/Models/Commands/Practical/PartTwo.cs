using System.CommandLine;
using Kiln.Inspection;
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
        using BackPropagation checks = new(PracticalPicture.Read(path, BackPropagation.Extents, output).Values, seed);
        Show("convolution 5×5×3×10, by its input", checks.ByInput());
        Show("convolution 5×5×3×10, by its filters", checks.ByFilters());
        Show("convolution 5×5×3×10 and max-pool 10×10, by the filters", checks.ThroughPool());

        void Show(string what, (DerivativeResult Float, DerivativeResult Double) check)
        {
            output.WriteLine(what);
            output.WriteLine(Line(check.Float));
            output.WriteLine($"{Line(check.Double)} (difference by plain loops in double)");
        }

        static string Line(DerivativeResult result) =>
            FormattableString.Invariant($"  der: empirical: {result.Empirical:F6}, computed: {result.Computed:F6}, error: {result.ErrorPercent:F2} %");
    }
}
