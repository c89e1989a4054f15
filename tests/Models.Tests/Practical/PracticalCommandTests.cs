using Kiln.Models.Figures;
using Kiln.Models.Practical;
using SkiaSharp;

namespace Kiln.Models.Tests.Practical;

/// <summary>The commands of the practical.</summary>
public sealed class PracticalCommandTests
{
    [Fact]
    public async Task Part_one_prints_the_sizes_and_leaves_eight_figures()
    {
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of("practical", "1", "--out", folder.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("picture: data/pictures/coffee.png, 400×600, cut to its middle 400×533 and scaled to 384×512", run.Output, StringComparison.Ordinal);
        foreach (string size in (ReadOnlySpan<string>)["380×508×10", "24×32×10", "388×516×10", "382×510×1", "384×510×2", "370×498×3"])
            Assert.Contains($"→ {size}", run.Output, StringComparison.Ordinal);

        (int, int)[] sizes = [.. Enumerable.Range(1, 8).Select(figure => Size(folder.File($"figure-{figure}.png")))];
        Assert.Equal([(384, 512), (3 * 380, 4 * 508), (3 * 24, 4 * 32), (3 * 388, 4 * 516)], sizes[..4]);
        Assert.Equal([(370, 498), (384, 512)], sizes[6..]);
    }

    [SkippableFact]
    public async Task Part_one_of_the_practicals_picture_gives_its_numbers()
    {
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of("practical", "1", SharedFiles.Require("data", "practical", "peppers.png"), "--out", folder.Path);

        // The picture has 16 bits a value, of which 11 are kept.
        Assert.Equal([-3.51214, 3.19922, 14034.564], Numbers(run.Output, "  from"), Near);
        Assert.Equal([5286.5827, 5235.1007], Numbers(run.Output, "  after relu"), Near);
        Assert.Equal([0.45755502], Numbers(run.Output, "  mean"), Near);
        Assert.Equal([1, 1], Numbers(run.Output, "  lengths"), Near);

        static bool Near(double expected, double actual) => Math.Abs(expected - actual) < 1e-4 * Math.Abs(expected);
    }

    [Fact]
    public async Task Part_two_agrees_to_six_digits_in_double()
    {
        using TemporaryFolder folder = new();
        ConsoleRun run = await ConsoleRun.Of("practical", "2", "--out", folder.Path);

        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.Split('\n');
        Assert.Equal(6, lines.Count(line => line.StartsWith("  der: empirical: ", StringComparison.Ordinal)));
        double[][] exact = [.. lines.Where(line => line.EndsWith("(difference by plain loops in double)", StringComparison.Ordinal)).Select(line => Numbers(line, "  der"))];
        Assert.Equal(3, exact.Length);
        Assert.All(exact[..2], check => Assert.True(Math.Abs(1 - (check[0] / check[1])) < 1e-4, $"{check[0]} and {check[1]}"));

        // Some winners of the pool change between the two points.
        Assert.True(Math.Abs(exact[2][0] - exact[2][1]) < 60, $"{exact[2][0]} and {exact[2][1]}");
    }

    [Fact]
    public async Task Part_three_leaves_figures_that_move()
    {
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of("practical", "3", "--iterations", "21", "--out", folder.Path);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(Size(folder.File("figure-2.png")), Size(folder.File("figure-2-animated.png")));
        byte[] file = File.ReadAllBytes(folder.File("figure-2-animated.png"));
        Assert.Equal(3, Count(file, "fcTL"u8));
        Assert.Equal((DotsPicture.Side, DotsPicture.Side), Size(folder.File("dots.png")));
    }

    [Theory]
    [InlineData("1,2,3", "kiln: --start takes 9 numbers with commas between, but '1,2,3' has 3")]
    [InlineData("1,2,3,4,x,6,7,8,9", "kiln: --start takes 9 numbers with commas between, and 'x' is none")]
    public async Task A_first_filter_that_is_none_is_refused(string filter, string message)
    {
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of("practical", "3", "--start", filter, "--out", folder.Path);

        Assert.Equal((1, message), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public async Task A_rate_that_diverges_says_so()
    {
        using TemporaryFolder folder = new();

        ConsoleRun run = await ConsoleRun.Of("practical", "3", "--rate", "1e38", "--out", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("take a lower --rate", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Part_five_without_weights_shows_the_table_and_says_what_is_missing()
    {
        using TemporaryFolder folder = new();
        ConsoleRun run = await ConsoleRun.Of("practical", "5", "data/pictures/coffee.png", "--out", folder.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("kiln: data/pictures/coffee.png is not classified: --weights FILE is missing, a model of MatConvNet's with Vgg16's layers", run.Error, StringComparison.Ordinal);
        Assert.Contains("138,357,544", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mosaic_is_laid_out_as_vl_imarraysc()
    {
        ImageMap map = new(1, 2, 5, [0, 10, 5, 5, 7, 1, 20, 5, 0, 7]);

        using SKBitmap mosaic = Mosaic.Channels(map, new MosaicOptions { Spacing = 1 });

        Assert.Equal((3, 8), (mosaic.Height, mosaic.Width));
        Assert.Equal([0, 255, 0, 0, 255, 0, 0, 0], Row(mosaic, 0));
        Assert.Equal([255, 0, 0, 0, 0, 0, 0, 0], Row(mosaic, 2));
        using SKBitmap common = Mosaic.Channels(map, new MosaicOptions { Uniform = true, Layout = (1, 2), Reverse = true });
        Assert.Equal([0, 12, 128, 255], Row(common, 0));

        static byte[] Row(SKBitmap bitmap, int y) => [.. Enumerable.Range(0, bitmap.Width).Select(x => bitmap.GetPixel(x, y).Red)];
    }

    private static double[] Numbers(string text, string start)
    {
        string line = text.Split('\n').First(line => line.StartsWith(start, StringComparison.Ordinal));
        return [.. System.Text.RegularExpressions.Regex.Matches(line, @"-?\d+\.\d+").Select(match => double.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static (int Height, int Width) Size(string path)
    {
        using SKBitmap bitmap = SKBitmap.Decode(path);
        return (bitmap.Height, bitmap.Width);
    }

    private static int Count(byte[] file, ReadOnlySpan<byte> type)
    {
        int count = 0;
        for (int at = 0; at <= file.Length - type.Length; at++)
            count += file.AsSpan(at, type.Length).SequenceEqual(type) ? 1 : 0;

        return count;
    }
}
