using System.CommandLine;
using Kiln.Models.Figures;
using Kiln.Models.Networks.Practical;
using Kiln.Models.Practical;
using Kiln.Models.Report;
using Kiln.Report.Sections;
using Kiln.Numerics;
using SkiaSharp;

namespace Kiln.Models.Commands.Practical;

/// <summary><c>practical 1</c>: convolution, relu, max-pool and normalisation of one picture.</summary>
internal static class PartOne
{
    public const string StandardPicture = "data/pictures/coffee.png";

    private const int Part = 1;

    public static Command Create()
    {
        Argument<string?> image = PracticalCommand.Picture(StandardPicture);
        Option<int> seed = Arguments.Seed();
        Option<string> folder = PracticalCommand.Folder(Part);
        Command command = new("1", "Building blocks: convolutions, relu, max-pool, normalisation.") { image, seed, folder };
        command.SetAction(parsed =>
        {
            string made = PracticalCommand.Made(parsed.GetRequiredValue(folder));
            ReportedRun.Of(parsed, made, run => Run(parsed.GetValue(image) ?? StandardPicture, parsed.GetValue(seed), made, run));
        });
        return command;
    }

    private static void Run(string path, int seed, string folder, ReportedRun run)
    {
        TextWriter output = run.Output;
        PracticalReport report = new(run.Page, folder);
        using BuildingBlocks net = new(new ParameterSet<BuildingBlocks>(), maxBatch: 1);
        ImageMap image = PracticalPicture.Read(path, net.Image.Shape, output);
        NormalRandom random = new(seed);
        net.Random.WeightsParameter.Set([.. Enumerable.Range(0, net.Random.Weights.Length).Select(_ => (float)random.Next())]);
        net.Laplacian.WeightsParameter.Set(InEveryChannel([0, 1, 0, 1, -4, 1, 0, 1, 0]));
        net.Edges.WeightsParameter.Set([.. InEveryChannel([1, 0, -1]).SelectMany(tap => new[] { tap, -tap })]);
        net.Forward(image.Values);

        Save(1, $"{path}, as the network reads it: {net.Image.Shape}.", Mosaic.TrueColour(image));
        output.WriteLine("1.1 linear convolution");
        Check("random bank of 10 filters 5×5×3", net.Random);
        Save(2, "1.1 The answers of ten filters of random numbers: each mixes a blur with differences in some direction.", Mosaic.Channels(Map(net.Random)));
        Check("the same with stride 16", net.Sparse);
        Save(3, "1.1 The same filters with stride 16.", Mosaic.Channels(Map(net.Sparse)));
        Check("the same with 4 zeros around", net.Padded);
        Save(4, "1.1 The same with four zeros around the picture: a rim is new.", Mosaic.Channels(Map(net.Padded)));
        ImageMap laplacian = Map(net.Laplacian);
        Check("Laplacian 3×3", net.Laplacian);
        output.WriteLine(FormattableString.Invariant($"  from {laplacian.Values.Min():F5} to {laplacian.Values.Max():F5}, Σ|y| {laplacian.Values.Sum(value => (double)Math.Abs(value)):F3}"));
        Save(5, "1.1 The Laplacian, and its magnitude with edges dark.", Panels.Draw(2, default, new Panel("filter output", Mosaic.Channels(laplacian)), new Panel("−|filter output|", Mosaic.Channels(laplacian.Select(value => -Math.Abs(value))))), isWide: true);

        output.WriteLine("1.2 rectification");
        Check("horizontal differences and their opposites", net.Edges);
        ImageMap positive = Map(net.Positive);
        output.WriteLine(FormattableString.Invariant($"  after relu Σ {Sum(positive, 0):F4} and {Sum(positive, 1):F4}"));
        Save(6, "1.2 Horizontal differences and their opposites, and what relu keeps of them.", Panels.Draw(2, default, new Panel("y = w * x", Mosaic.Channels(Map(net.Edges))), new Panel("max(0, y)", Mosaic.Channels(positive))), isWide: true);

        output.WriteLine("1.3 pooling");
        Check("max-pool 15×15", net.Brightest);
        ImageMap brightest = Map(net.Brightest);
        output.WriteLine(FormattableString.Invariant($"  mean {brightest.Values.Average(value => (double)value):F8}"));
        Save(7, "1.3 Max-pooling by 15×15: bright things grow.", Mosaic.TrueColour(brightest));

        output.WriteLine("1.4 normalisation");
        Check("each pixel divided by its length", net.UnitNorm);
        ImageMap unit = Map(net.UnitNorm);
        double[] lengths = Lengths(unit);
        output.WriteLine(FormattableString.Invariant($"  lengths of pixels that are not black from {lengths.Min():F5} to {lengths.Max():F5}"));
        Save(8, "1.4 Each pixel divided by its length: colour without brightness.", Mosaic.TrueColour(unit));
        output.WriteLine($"figures: {Path.Combine(folder, "figure-1.png")} to figure-8.png");

        run.Page.Chapter().Set(new NetworkSection(net.Description));
        run.Page.Chapter().Set(new LayersSection(net.Description));
        run.Console.WriteLine($"report: {run.Page.Path}");

        void Save(int figure, string caption, SKBitmap bitmap, bool isWide = false) => report.Save(bitmap, FormattableString.Invariant($"figure-{figure}.png"), caption, isWide);

        void Check(string what, Layer layer)
        {
            (WindowDescription window, Shape from, Shape to) = (layer.Description.Window, net.Image.Shape, layer.Shape);
            int height = Extent(from.Height, window.PadTop + window.PadBottom, window.Height, window.StrideY), width = Extent(from.Width, window.PadLeft + window.PadRight, window.Width, window.StrideX);
            if ((height, width) != (to.Height, to.Width))
                throw new InvalidOperationException($"{layer.Name} is {to}, but {height}×{width} follows from its window");

            output.WriteLine($"  {what}: {from} → {to}");
        }
    }

    /// <summary>The practical's formula for the output of a window: 1 + ⌊(M + pads − size) / stride⌋.</summary>
    private static int Extent(int input, int pads, int size, int stride) => 1 + ((input + pads - size) / stride);

    private static ImageMap Map(Layer layer) => ImageMap.Of(layer.Shape, layer.Output);

    private static float[] InEveryChannel(float[] taps) => [.. taps.SelectMany(tap => Enumerable.Repeat(tap, 3))];

    private static double Sum(ImageMap map, int channel) => map.Channel(channel).Values.Sum(value => (double)value);

    private static double[] Lengths(ImageMap map)
    {
        IEnumerable<double> lengths = map.Values.Chunk(map.Channels).Select(pixel => Math.Sqrt(pixel.Sum(value => (double)value * value)));
        return [.. lengths.Where(length => length > 0).DefaultIfEmpty()];
    }
}
