using System.CommandLine;
using Kiln.Inspection;
using Kiln.Models.Networks.Practical;
using Kiln.Models.Practical;
using Kiln.Models.Report;
using Kiln.Report;
using Kiln.Report.Sections;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 2</c>: back-propagation held against differences.</summary>
internal static class PartTwo
{
    public static Command Create()
    {
        Argument<string?> image = PracticalCommand.Picture(PartOne.StandardPicture);
        Option<int> seed = Arguments.Seed();
        Option<string> folder = PracticalCommand.Folder(2);
        Command command = new("2", "Back-propagation: derivatives of a convolution, and of one with a pool, held against differences.") { image, seed, folder };
        command.SetAction(parsed => ReportedRun.Of(
            parsed, parsed.GetRequiredValue(folder), run => Run(parsed.GetValue(image) ?? PartOne.StandardPicture, parsed.GetValue(seed), run)));
        return command;
    }

    private static void Run(string path, int seed, ReportedRun run)
    {
        TextWriter output = run.Output;
        List<IReadOnlyList<string>> rows = [];
        using BackPropagation checks = new(PracticalPicture.Read(path, BackPropagation.Extents, output).Values, seed);
        Show("convolution 5×5×3×10, by its input", checks.ByInput());
        Show("convolution 5×5×3×10, by its filters", checks.ByFilters());
        Show("convolution 5×5×3×10 and max-pool 10×10, by the filters", checks.ThroughPool());
        ReportChapter chapter = run.Page.Chapter();
        chapter.Set(new TableSection(
            SectionPlace.Results, "Checks", "The derivative of a projection of the output, in a random direction: by a difference of two values, and by the network's gradients.",
            ["derivative", "difference by", "#difference", "#gradient", "#error"], rows));
        chapter.Set(new NetworkSection(new ParameterSet<ConvolutionAndPool>().Network));
        run.Console.WriteLine($"report: {run.Page.Path}");

        void Show(string what, (DerivativeResult Float, DerivativeResult Double) check)
        {
            rows.Add([what, "float32 kernels", .. Cells(check.Float)]);
            rows.Add([what, "plain loops in double", .. Cells(check.Double)]);
            output.WriteLine(what);
            output.WriteLine(Line(check.Float));
            output.WriteLine($"{Line(check.Double)} (difference by plain loops in double)");
        }

        static string Line(DerivativeResult result) =>
            FormattableString.Invariant($"  der: empirical: {result.Empirical:F6}, computed: {result.Computed:F6}, error: {result.ErrorPercent:F2} %");

        static string[] Cells(DerivativeResult result) =>
            [FormattableString.Invariant($"{result.Empirical:F6}"), FormattableString.Invariant($"{result.Computed:F6}"), FormattableString.Invariant($"{result.ErrorPercent:F2} %")];
    }
}
