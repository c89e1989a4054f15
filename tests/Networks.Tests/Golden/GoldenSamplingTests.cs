using System.Globalization;
using Kiln.Networks.Tests.Reference;
using Kiln.Networks.Tests.Support;

namespace Kiln.Networks.Tests.Golden;

/// <summary>Samplers and pools over regions, which read two maps, give what MatConvNet's give: the kernels and the reference.</summary>
public sealed class GoldenSamplingTests
{
    /// <summary>Both sides are float sums in some order.</summary>
    private const double Roundings = 16;

    [SkippableFact]
    public void PoolsOverRegions()
    {
        foreach (GoldenCase one in Cases("vl_nnroipool", 7))
        {
            int[] x = one.Dims("x"), tiles = one.Numbers("subdivisions", 2, 1);
            float[][] regions = [.. one.Stored("rois").Chunk(5)];
            float[][] outputs = [.. one.Maps("y").Chunk(tiles[0] * tiles[1] * x[2])], slopes = [.. one.Maps("dzdy").Chunk(tiles[0] * tiles[1] * x[2])];
            int[][] ofImage = [.. Enumerable.Range(1, x[3]).Select(n => Enumerable.Range(0, regions.Length).Where(index => Math.Clamp((int)regions[index][0], 1, x[3]) == n).ToArray())];
            int most = ofImage.Max(mine => mine.Length);

            // Every image has as many regions here: those that it lacks there have no gradient.
            float[] none = new float[slopes[0].Length];
            string options = $"Rows = {tiles[0]}, Columns = {tiles[1]}{Transform(one)}";
            Result result = Run(
                $"{(one.Text("method") == "avg" ? "RoiAvgPool" : "RoiMaxPool")}(nameof(X), nameof(Other), {options}, Keep = true)",
                new Shape(x[0], x[1], x[2]),
                new Shape(most, 1, 4),
                [.. one.Maps("x").Chunk(x[0] * x[1] * x[2])],
                [.. ofImage.Select(mine => Padded(mine.Select(index => regions[index][1..]), [1, 1, 1, 1], most))],
                [.. ofImage.SelectMany(mine => Padded(mine.Select(index => slopes[index]), none, most))]);

            int[] places = [.. ofImage.SelectMany((mine, n) => Enumerable.Range(n * most, mine.Length))];
            result.Output.Compare($"{one.Name}, y", [.. ofImage.SelectMany(mine => mine).SelectMany(index => outputs[index])], numbers => [.. places.SelectMany(place => numbers.Chunk(none.Length).ElementAt(place))]);
            result.First.Compare($"{one.Name}, dzdx", one.Maps("dzdx"), numbers => numbers);
        }
    }

    /// <summary>Several grids an image are as many images here, whose gradients are added.</summary>
    /// <remarks>Samples fade out over one pixel on all sides, and so does the text of MatConvNet's kernel. But on processors it compares −1, the pixel before the first, with extents that have no sign, and
    /// gives 0 before the first row and column. Points there are left out: they are 0 in its files.</remarks>
    [SkippableFact]
    public void SamplesAtPoints()
    {
        foreach (GoldenCase one in Cases("vl_nnbilinearsampler", 2))
        {
            int[] x = one.Dims("x"), grid = one.Dims("grid");
            int floats = x[0] * x[1] * x[2], each = grid[3] / x[3];
            float[][] maps = [.. one.Maps("x").Chunk(floats)];
            bool[] lies = [.. Points(one, "grid").Chunk(2).Select(point => point[0] >= -1 && point[1] >= -1)];
            Result result = Run(
                "BilinearSampler(nameof(X), nameof(Other), Keep = true)",
                new Shape(x[0], x[1], x[2]),
                new Shape(grid[1], grid[2], 2),
                [.. Enumerable.Range(0, grid[3]).Select(n => maps[n / each])],
                [.. Points(one, "grid").Chunk(grid[1] * grid[2] * 2)],
                Array.ConvertAll(Kept(Array.ConvertAll(one.Maps("dzdy"), value => (double)value)), value => (float)value));

            Assert.True(lies.Count(kept => kept) > lies.Length / 2);
            result.Output.Compare($"{one.Name}, y", one.Maps("y"), Kept);
            result.First.Compare($"{one.Name}, dzdx", one.Maps("dzdx"), numbers => [.. numbers.Chunk(each * floats).SelectMany(images => Enumerable.Range(0, floats).Select(i => images.Chunk(floats).Sum(image => image[i])))]);

            // On a pixel the slope is that of one side: rounding decides, the same in all floats, another in double precision.
            (result.IsDecided ? result.Second : result.Second with { Reference = [] }).Compare($"{one.Name}, dzdgrid", Points(one, "dzdgrid"), numbers => numbers);

            double[] Kept(double[] numbers) => [.. numbers.Select((number, i) => lies[i / x[2]] ? number : 0)];
        }
    }

    private static GoldenCase[] Cases(string name, int count)
    {
        Skip.If(GoldenFolder.Path is null, $"there is no golden data; set {GoldenFolder.Variable} to its folder");
        GoldenCase[] cases = [.. GoldenFolder.Cases().Where(one => one.Operator == name)];
        Assert.Equal(count, cases.Length);
        return cases;
    }

    /// <summary>A number, or the rows of a matrix.</summary>
    private static string Transform(GoldenCase one)
    {
        if (!one.Has("transform"))
            return "";

        double[][] rows = one.Rows("transform");
        if (rows.Length == 1)
            return string.Create(CultureInfo.InvariantCulture, $", Scale = {rows[0][0]}");

        (double[] u, double[] v) = (rows[0], rows[1]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $", ScaleX = {u[0]}, ShearX = {u[1]}, OffsetX = {u.Sum() - 1}, ShearY = {v[0]}, ScaleY = {v[1]}, OffsetY = {v.Sum() - 1}");
    }

    private static float[] Padded(IEnumerable<float[]> parts, float[] filler, int count) => [.. parts.Concat(Enumerable.Repeat(filler, count)).Take(count).SelectMany(part => part)];

    /// <summary>Two numbers, rows, columns, grids in column-major order become grids, rows, columns, two numbers.</summary>
    private static float[] Points(GoldenCase one, string tensor)
    {
        int[] d = one.Dims(tensor);
        float[] stored = one.Stored(tensor);
        return
        [
            .. from n in Enumerable.Range(0, d[3])
               from i in Enumerable.Range(0, d[1])
               from j in Enumerable.Range(0, d[2])
               from k in Enumerable.Range(0, 2)
               select stored[k + (2 * (i + (d[1] * (j + (d[2] * n)))))],
        ];
    }

    /// <summary>Compiles a network of one layer, and runs it and the reference forward and back.</summary>
    private static Result Run(string attribute, Shape first, Shape second, float[][] firsts, float[][] seconds, float[] slopes)
    {
        using NetworkBuild build = new([$$"""
            [Network(OwnLoss = true)]
            public sealed partial class Golden
            {
                [Input({{first.Height}}, {{first.Width}}, {{first.Channels}})] public partial Layer X { get; }
                [Input({{second.Height}}, {{second.Width}}, {{second.Channels}})] public partial Layer Other { get; }
                [{{attribute}}] public partial Layer Y { get; }
            }
            """]);
        using TrainableNetwork net = (TrainableNetwork)build.Create("Golden", firsts.Length, 1);
        float[] input = [.. firsts.Zip(seconds).SelectMany(pair => pair.First.Concat(pair.Second))], gradients = new float[input.Length];
        float[] output = net.ForwardForTraining(input).ToArray();
        net.Backward(slopes, gradients);

        ReferenceNetwork reference = new(net);
        ReferenceStep step = reference.Forward(input, training: true)["Y"];
        ReferenceMap slope = new(step.Output.Images, step.Output.Shape);
        Array.ConvertAll(slopes, value => (double)value).CopyTo(slope.Values, 0);
        IReadOnlyList<ReferenceMap> back = ReferenceKind.Of(step.Layer).Backward(step, slope, new ReferenceBackward(reference, training: true));
        float[][] parts = [.. gradients.Chunk(first.Count + second.Count)];
        return new Result(
            new Numbers(output, step.Output.Values, step.Output.Errors),
            new Numbers([.. parts.SelectMany(part => part[..first.Count])], back[0].Values, back[0].Errors),
            back.Count == 1 ? new Numbers([], [], []) : new Numbers([.. parts.SelectMany(part => part[first.Count..])], back[1].Values, back[1].Errors),
            step.Undecided.Count == 0);
    }

    /// <summary>What a layer computed, and the gradients by the two maps that it reads.</summary>
    private sealed record Result(Numbers Output, Numbers First, Numbers Second, bool IsDecided);

    /// <summary>What kernels and reference computed, and one rounding of each number.</summary>
    private sealed record Numbers(float[] Kernels, double[] Reference, double[] Errors)
    {
        /// <summary>Holds both against MatConvNet's, after something is done to each.</summary>
        public void Compare(string what, float[] expected, Func<double[], double[]> arrange)
        {
            double[] stored = Array.ConvertAll(expected, value => (double)value), errors = arrange(Errors);
            Agreement.Check(what, Array.ConvertAll(arrange(Array.ConvertAll(Kernels, value => (double)value)), value => (float)value), stored, errors, Roundings);
            if (Reference.Length > 0)
                Agreement.Check($"{what} of the reference", Array.ConvertAll(arrange(Reference), value => (float)value), stored, errors, Roundings);
        }
    }
}
