namespace Kiln.Interchange.Onnx.Operators;

/// <summary>Grids of points, and samples of a map at them. Points here are v, down the rows, then u; in ONNX u comes first.</summary>
internal static class Sampling
{
    /// <summary>v = c0·y + c1·x + c4 and u = c2·y + c3·x + c5.</summary>
    public static void AffineGrid(OnnxLayer layer) => Grid(layer, layer.Map(), [0, 1, 4, 2, 3, 5]);

    /// <summary>v = c0·y + c1 and u = c0·x + c2, which are affine with a zero after the three numbers.</summary>
    public static void ScalingGrid(OnnxLayer layer)
    {
        string padded = layer.Step("Numbers", "Pad", [layer.Map(), layer.Integers("Pads", 0, 0, 0, 0, 0, 1, 0, 0)]);
        Grid(layer, padded, [0, 3, 1, 3, 0, 2]);
    }

    /// <summary>Corners are pixels' centres, and pixels outside count as 0.</summary>
    public static void BilinearSampler(OnnxLayer layer)
    {
        string swapped = layer.Step("Points", "Gather", [layer.Map(1), layer.Integers("Order", 1, 0)], OnnxAttribute.Int("axis", 1));
        string grid = layer.Step("Grid", "Transpose", [swapped], OnnxAttribute.Ints("perm", 0, 2, 3, 1));
        layer.OutputMap(
            "GridSample", [layer.Map(), grid], OnnxAttribute.Text("mode", "bilinear"), OnnxAttribute.Text("padding_mode", "zeros"), OnnxAttribute.Int("align_corners", 1));
    }

    /// <summary>A matrix of two rows an image times the places: y, x and 1 of each.</summary>
    private static void Grid(OnnxLayer layer, string numbers, ReadOnlySpan<long> order)
    {
        (int rows, int columns) = ((int)layer.Whole("Rows"), (int)layer.Whole("Columns"));
        float[] places = new float[3 * rows * columns];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                int at = (row * columns) + column;
                (places[at], places[at + (rows * columns)], places[at + (2 * rows * columns)]) = (Place(row, rows), Place(column, columns), 1);
            }

        string ordered = layer.Step("Ordered", "Gather", [numbers, layer.Integers("Order", order)], OnnxAttribute.Int("axis", 1));
        string matrix = layer.Step("Matrix", "Reshape", [ordered, layer.Integers("MatrixShape", 0, 2, 3)]);
        string points = layer.Step("Points", "MatMul", [matrix, layer.Numbers("Places", [3, rows * columns], places)]);
        layer.OutputMap("Reshape", [points, layer.Integers("Shape", 0, 2, rows, columns)]);
    }

    /// <summary>Evenly from −1 to 1; of one alone 1.</summary>
    private static float Place(int index, int count) => count == 1 ? 1 : (float)((2.0 * index / (count - 1)) - 1);
}
