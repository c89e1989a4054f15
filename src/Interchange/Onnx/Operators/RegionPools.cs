namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Pools over the tiles of regions. MaxRoiPool divides a region as the network does, so its regions are put where they lie on the map first. There is no such operator of means
/// (RoiAlign samples between pixels): tiles become masks of rows and of columns, with which the map is multiplied from both sides.</summary>
internal static class RegionPools
{
    public static void Max(OnnxLayer layer)
    {
        string corners = Corners(layer);

        // A region is five numbers there: its image, counted from 0, and its corners, counted from 0.
        string fromZero = layer.Step("FromZero", "Sub", [corners, layer.Number("One", 1)]);
        string images = layer.Step("Images", "Gather", [layer.Step("Shape", "Shape", [corners]), layer.Integer("First", 0)]);
        string numbers = layer.Step("Numbers", "Cast", [layer.Step("Range", "Range", [layer.Integer("Zero", 0), images, layer.Integer("Step", 1)])], OnnxAttribute.Int("to", (long)OnnxElement.Float));
        string each = layer.Step("Each", "Unsqueeze", [numbers, layer.Integers("Each.Axes", 1, 2)]);
        string repeated = layer.Step("Repeated", "Expand", [each, layer.Integers("Repeated.Shape", 1, layer.InputShape(1).Height, 1)]);
        string regions = layer.Step("Regions", "Concat", [repeated, fromZero], OnnxAttribute.Int("axis", 2));
        string listed = layer.Step("Listed", "Reshape", [regions, layer.Integers("Listed.Shape", -1, 5)]);
        string tiles = layer.Step(
            "Tiles", "MaxRoiPool", [layer.Map(), listed], OnnxAttribute.Ints("pooled_shape", layer.Whole("Rows"), layer.Whole("Columns")), OnnxAttribute.Float("spatial_scale", 1));
        Shape map = layer.Description.OutputShape;
        string divided = layer.Step("Divided", "Reshape", [tiles, layer.Integers("Divided.Shape", -1, layer.InputShape(1).Height, map.Channels, layer.Whole("Rows"), layer.Whole("Columns"))]);
        Arrange(layer, divided);
    }

    public static void Average(OnnxLayer layer)
    {
        string corners = Corners(layer);
        string rows = Mask(layer, corners, "Rows", 1, layer.InputShape().Height), columns = Mask(layer, corners, "Columns", 0, layer.InputShape().Width);
        string left = layer.Step("Left", "Unsqueeze", [rows, layer.Integers("Channels.Axes", 2)]);
        string across = layer.Step("Across", "Transpose", [columns], OnnxAttribute.Ints("perm", 0, 1, 3, 2));
        string right = layer.Step("Right", "Unsqueeze", [across, layer.Integers("Channels.Axes", 2)]);
        string map = layer.Step("Map", "Unsqueeze", [layer.Map(), layer.Integers("Map.Axes", 1)]);
        string sums = layer.Step("Sums", "MatMul", [left, layer.Step("OverColumns", "MatMul", [map, right])]);

        // A tile without pixels is 0.
        string heights = layer.Step("Heights", "ReduceSum", [left, layer.Integers("Heights.Axes", 4)]), widths = layer.Step("Widths", "ReduceSum", [right, layer.Integers("Widths.Axes", 3)]);
        string counts = layer.Step("Counts", "Max", [layer.Step("Pixels", "Mul", [heights, widths]), layer.Number("One", 1)]);
        Arrange(layer, layer.Step("Means", "Div", [sums, counts]));
    }

    /// <summary>The pixels at the corners of every region, N × regions × (u1, v1, u2, v2), counted from 1; halves are rounded away from 0.</summary>
    private static string Corners(OnnxLayer layer)
    {
        string given = layer.Step("Given", "Squeeze", [layer.Map(1), layer.Integers("Given.Axes", 3)]);
        string ordered = layer.Step("Ordered", "Transpose", [given], OnnxAttribute.Ints("perm", 0, 2, 1));
        (float scaleX, float shearX) = ((float)layer.Option("ScaleX"), (float)layer.Option("ShearX"));
        (float scaleY, float shearY) = ((float)layer.Option("ScaleY"), (float)layer.Option("ShearY"));
        (float x, float y) = (Constant("ScaleX", "ShearX", "OffsetX"), Constant("ScaleY", "ShearY", "OffsetY"));
        string matrix = layer.Numbers("Matrix", [4, 4], scaleX, shearY, 0, 0, shearX, scaleY, 0, 0, 0, 0, scaleX, shearY, 0, 0, shearX, scaleY);
        string placed = layer.Step("Placed", "Add", [layer.Step("Turned", "MatMul", [ordered, matrix]), layer.Numbers("Offsets", [4], x, y, x, y)]);
        OnnxChain sizes = new OnnxChain(layer, placed).Then("Magnitudes", "Abs").Then("Raised", "Add", layer.Number("Half", 0.5)).Then("Sizes", "Floor");
        return layer.Step("Corners", "Mul", [layer.Step("Signs", "Sign", [placed]), sizes.Value]);

        float Constant(string scale, string shear, string offset) => (float)(layer.Option(offset) + 1 - layer.Option(scale) - layer.Option(shear));
    }

    /// <summary>1 where a pixel along an axis, counted from 1, is at least the first of a tile and below its end: N × regions × tiles × pixels.</summary>
    private static string Mask(OnnxLayer layer, string corners, string axis, long corner, int pixels)
    {
        int tiles = (int)layer.Whole(axis);
        string first = layer.Step($"{axis}.First", "Gather", [corners, layer.Integers($"{axis}.FirstCorner", corner)], OnnxAttribute.Int("axis", 2));
        string last = layer.Step($"{axis}.Last", "Gather", [corners, layer.Integers($"{axis}.LastCorner", corner + 2)], OnnxAttribute.Int("axis", 2));
        string extent = new OnnxChain(layer, last)
            .Then($"{axis}.Length", "Sub", first)
            .Then($"{axis}.Count", "Add", layer.Number("One", 1))
            .Then($"{axis}.Extent", "Max", layer.Number("One", 1))
            .Then($"{axis}.Tile", "Div", layer.Number($"{axis}.Tiles", tiles)).Value;
        string places = layer.Numbers($"{axis}.Places", [pixels], [.. Enumerable.Range(1, pixels).Select(pixel => (float)pixel)]);
        string from = layer.Step($"{axis}.From", "GreaterOrEqual", [places, Bound("Begin", 0, "Floor")]), below = layer.Step($"{axis}.Below", "Less", [places, Bound("End", 1, "Ceil")]);
        return layer.Step($"{axis}.Mask", "Cast", [layer.Step($"{axis}.Within", "And", [from, below])], OnnxAttribute.Int("to", (long)OnnxElement.Float));

        string Bound(string role, int number, string rounding) => new OnnxChain(layer, extent)
            .Then($"{axis}.{role}.Exact", "Mul", layer.Numbers($"{axis}.{role}.Numbers", [tiles], [.. Enumerable.Range(number, tiles).Select(tile => (float)tile)]))
            .Then($"{axis}.{role}.Whole", rounding)
            .Then($"{axis}.{role}.Placed", "Add", first)
            .Then($"{axis}.{role}", "Unsqueeze", layer.Integers("Tiles.Axes", 3)).Value;
    }

    /// <summary>From N × regions × channels × rows × columns: channels first, and regions below one another.</summary>
    private static void Arrange(OnnxLayer layer, string tiles)
    {
        Shape map = layer.Description.OutputShape;
        string arranged = layer.Step("Arranged", "Transpose", [tiles], OnnxAttribute.Ints("perm", 0, 2, 1, 3, 4));
        layer.OutputMap("Reshape", [arranged, layer.Integers("Output.Shape", 0, map.Channels, map.Height, map.Width)]);
    }
}
