using Kiln.Golden.Tests.Declarations;
using Kiln.Golden.Tests.Manifests;
using Kiln.Golden.Tests.Runs;

namespace Kiln.Golden.Tests.Operators;

/// <summary>Pools over regions.</summary>
internal static class RegionPools
{
    /// <summary><c>vl_nnroipool</c>: x, and rois of 5 × regions, the number of the image from 1 and u1 v1 u2 v2; options method, subdivisions = [rows columns] and transform.</summary>
    /// <remarks>Kiln's regions belong to images, each of which has as many. Where one has fewer in the case, the others lie nowhere: they give 0, and get no derivative.</remarks>
    public static IExperiment Pool(GoldenCase one)
    {
        Tensor rois = one["rois"];
        int images = one["x"].Count;
        int[][] ofImages = [.. Enumerable.Range(1, images).Select(image => Enumerable.Range(0, rois.Width).Where(k => Math.Clamp((int)rois[0, k, 0, 0], 1, images) == image).ToArray())];
        int most = ofImages.Max(regions => regions.Length);
        int[] places = [.. ofImages.SelectMany(regions => regions.Concat(Enumerable.Repeat(-1, most - regions.Length)))];

        MapInput x = new(one, "x"), regions = new(one, "rois")
        {
            Values = new Tensor(rois.Name, new Extents(most, 1, 4, images),
            [
                .. from n in Enumerable.Range(0, images) from number in Enumerable.Range(1, 4) from k in places.AsSpan(n * most, most).ToArray()
                   select k < 0 ? float.NaN : rois[number, k, 0, 0],
            ]),
        };
        string kind = one.Options.Text("method", "max") switch
        {
            "max" => "RoiMaxPool",
            "avg" => "RoiAvgPool",
            string other => throw one.Error($"a pool by 'max' or 'avg', not '{other}'"),
        };
        (int Rows, int Columns) tiles = one.Options.Pair("subdivisions", 1);
        return new MapExperiment(one, x, regions)
        {
            Attribute = $"{kind}(nameof({x.Property}), nameof({regions.Property}), Rows = {tiles.Rows}, Columns = {tiles.Columns}, {Transform(one)})",
            OutputLayout = output => Layouts.Maps(output.Images(places)),
        };
    }

    /// <summary>One number, one for u and one for v, or the matrix that [u v 1] is multiplied by. MatConvNet's matrix applies to pixels counted from 1, Kiln's numbers to pixels counted from 0.</summary>
    private static string Transform(GoldenCase one) => one.Options.ColumnMajor("transform", 1) switch
    {
        [var both] => $"Scale = {Literal.Of(both)}",
        [var u, var v] => $"ScaleX = {Literal.Of(u)}, ScaleY = {Literal.Of(v)}",
        [var a, var d, var b, var e, var c, var f] =>
            $"ScaleX = {Literal.Of(a)}, ShearX = {Literal.Of(b)}, OffsetX = {Literal.Of(a + b + c - 1)}, "
            + $"ShearY = {Literal.Of(d)}, ScaleY = {Literal.Of(e)}, OffsetY = {Literal.Of(d + e + f - 1)}",
        _ => throw one.Error("transformed by one number, two, or a matrix of 2 × 3"),
    };
}
