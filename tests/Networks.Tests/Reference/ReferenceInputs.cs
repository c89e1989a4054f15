namespace Kiln.Networks.Tests.Reference;

/// <summary>What a network is given: image by image the maps of all its inputs.</summary>
internal static class ReferenceInputs
{
    /// <summary>The extents of every input in a call: those of the first, and of all that are as large, are the call's; others have their own.</summary>
    public static Shape[] Shapes(NetworkDescription description, int height, int width)
    {
        Shape[] shapes = [.. description.Layers.Take(description.InputCount).Select(layer => layer.OutputShape)];
        (int rows, int columns) = (shapes[0].Height, shapes[0].Width);
        return [.. shapes.Select(shape => (shape.Height, shape.Width) == (rows, columns) ? new Shape(height, width, shape.Channels) : shape)];
    }

    /// <summary>The maps of every input.</summary>
    public static ReferenceMap[] Split(double[] values, Shape[] shapes)
    {
        int each = shapes.Sum(shape => shape.Count), images = values.Length / each, offset = 0;
        List<ReferenceMap> maps = [];
        foreach (Shape shape in shapes)
        {
            ReferenceMap map = new(images, shape);
            for (int n = 0; n < images; n++)
                values.AsSpan((n * each) + offset, shape.Count).CopyTo(map.Values.AsSpan(n * shape.Count));

            map.NumberSources();
            maps.Add(map);
            offset += shape.Count;
        }

        return [.. maps];
    }

    /// <summary>The gradients of all inputs, image by image.</summary>
    public static ReferenceMap Join(IReadOnlyList<ReferenceMap> maps)
    {
        int each = maps.Sum(map => map.Shape.Count), images = maps[0].Images, offset = 0;
        ReferenceMap joined = new(images, maps.Count == 1 ? maps[0].Shape : new Shape(1, 1, each));
        foreach (ReferenceMap map in maps)
        {
            int count = map.Shape.Count;
            for (int i = 0; i < map.Length; i++)
                joined[(i / count * each) + offset + (i % count)] = map[i];

            offset += count;
        }

        return joined;
    }
}
