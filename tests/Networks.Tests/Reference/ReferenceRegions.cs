namespace Kiln.Networks.Tests.Reference;

/// <summary>The first maximum of every tile of every region, down the columns from left to right; 0 of a tile without a pixel.</summary>
internal sealed class ReferenceRegionMaxPool : ReferenceRegionPool
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        (ReferenceMap x, ReferenceMap y) = (inputs[0], output);
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[y.Length] };
        foreach ((int cell, int[] pixels) in Tiles(step))
            for (int c = 0; c < y.Shape.Channels; c++)
            {
                int best = pixels.Length == 0 ? -1 : pixels[0] + c;
                foreach (int pixel in pixels)
                    best = x.Values[pixel + c] > x.Values[best] ? pixel + c : best;

                foreach (int other in pixels.Select(pixel => pixel + c).Where(other => x.Sources[other] != x.Sources[best]))
                    step.Decide(x.ImageOf(other), x.Values[best] - x.Values[other], x.Deviations[best] + x.Deviations[other]);

                step.Branches[cell + c] = best;
                y[cell + c] = best < 0 ? 0 : x[best];
                y.Sources[cell + c] = best < 0 ? -1 : x.Sources[best];
            }

        return step;
    }

    /// <summary>Every gradient at its winner.</summary>
    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceSum sum = new(step.Input.Length);
        for (int i = 0; i < gradient.Length; i++)
        {
            if (step.Branches[i] >= 0)
                sum.Add(step.Branches[i], gradient.Values[i], gradient.Errors[i]);
        }

        return [sum.ToMap(step.Input.Images, step.Input.Shape)];
    }
}

/// <summary>The mean of every tile of every region.</summary>
internal sealed class ReferenceRegionAvgPool : ReferenceRegionPool
{
    public override ReferenceStep Forward(LayerDescription layer, IReadOnlyList<ReferenceMap> inputs, ReferenceMap output, ReferenceForward run)
    {
        // Which pixels a tile has is all that is decided: of the first and the last the rest follows.
        ReferenceStep step = new(layer, inputs, output) { Branches = new int[output.Length] };
        foreach ((int cell, int[] pixels) in Tiles(step))
            for (int c = 0; c < output.Shape.Channels; c++)
            {
                RoundedSum sum = default;
                foreach (int pixel in pixels)
                    sum.Add(inputs[0][pixel + c]);

                output[cell + c] = pixels.Length == 0 ? 0 : sum.Total() * Rounded.Constant(1.0 / pixels.Length);
                step.Branches[cell + c] = pixels.Length == 0 ? -1 : HashCode.Combine(pixels[0], pixels[^1]);
            }

        output.NumberSources();
        return step;
    }

    /// <summary>Every gradient in equal shares to the pixels of its tile.</summary>
    public override IReadOnlyList<ReferenceMap> Backward(ReferenceStep step, ReferenceMap gradient, ReferenceBackward run)
    {
        ReferenceSum sum = new(step.Input.Length);
        foreach ((int cell, int[] pixels) in Tiles(step))
            for (int c = 0; c < gradient.Shape.Channels; c++)
                foreach (int pixel in pixels)
                    sum.Add(pixel + c, gradient[cell + c] * Rounded.Constant(1.0 / pixels.Length));

        return [sum.ToMap(step.Input.Images, step.Input.Shape)];
    }
}

/// <summary>Regions of a map, divided into tiles.</summary>
internal abstract class ReferenceRegionPool : ReferenceKind
{
    public override Shape Output(LayerDescription layer, IReadOnlyList<Shape> inputs) =>
        new(inputs[1].Height * (int)layer.Option("Rows"), (int)layer.Option("Columns"), inputs[0].Channels);

    /// <summary>Every cell of the output, by the index of its first channel, with the pixels of its tile, down the columns from left to right.</summary>
    protected static IEnumerable<(int Cell, int[] Pixels)> Tiles(ReferenceStep step)
    {
        (ReferenceMap map, ReferenceMap regions, LayerDescription layer) = (step.Inputs[0], step.Inputs[1], step.Layer);
        (int rows, int columns) = ((int)layer.Option("Rows"), (int)layer.Option("Columns"));
        for (int n = 0; n < map.Images; n++)
            for (int r = 0; r < regions.Shape.Height; r++)
            {
                int corner = regions.At(n, r, 0);
                (int left, int end) = (Pixel("X", corner, corner + 1), Pixel("X", corner + 2, corner + 3));
                (int top, int bottom) = (Pixel("Y", corner + 1, corner), Pixel("Y", corner + 3, corner + 2));
                for (int i = 0; i < rows; i++)
                    for (int j = 0; j < columns; j++)
                    {
                        (int firstRow, int endRow) = Part(top, bottom, i, rows, map.Shape.Height);
                        (int firstColumn, int endColumn) = Part(left, end, j, columns, map.Shape.Width);
                        IEnumerable<int> pixels = from column in Enumerable.Range(firstColumn, endColumn - firstColumn)
                                                  from row in Enumerable.Range(firstRow, endRow - firstRow)
                                                  select map.At(n, row, column);
                        yield return (step.Output.At(n, (r * rows) + i, j), [.. pixels]);
                    }

                int Pixel(string axis, int own, int other)
                {
                    double scale = layer.Option($"Scale{axis}"), shear = layer.Option($"Shear{axis}"), offset = layer.Option($"Offset{axis}");
                    Rounded place = (Rounded.Constant(scale) * regions[own]) + (Rounded.Constant(shear) * regions[other]) + Rounded.Constant(offset + 1 - scale - shear);
                    step.Decide(n, place.Value - (Math.Floor(place.Value) + 0.5), place.Deviation);
                    return (int)Math.Round(place.Value, MidpointRounding.AwayFromZero) - 1;
                }
            }
    }

    /// <summary>The pixels of one of several parts along a side, as far as the map has them. A part may begin and end between pixels, and is computed in floats.</summary>
    private static (int First, int End) Part(int first, int last, int part, int parts, int extent)
    {
        float size = (float)Math.Max(last - first + 1, 1) / parts;
        return (Math.Clamp(first + (int)MathF.Floor(part * size), 0, extent), Math.Clamp(first + (int)MathF.Ceiling((part + 1) * size), 0, extent));
    }
}
