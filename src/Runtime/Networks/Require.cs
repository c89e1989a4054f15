namespace Kiln;

/// <summary>The checks at the public border, all worded alike: what, how many were given, how many are needed.</summary>
internal static class Require
{
    public static void Length(int given, int needed, string what, string parameter)
    {
        if (given != needed)
            throw new ArgumentException($"{what} needs {needed} values, but {given} were given", parameter);
    }

    /// <summary>As many values as one map has. The message is only made where it is needed: this is called at every step.</summary>
    public static void Map(int given, Shape shape, string what, string parameter)
    {
        if (given != shape.Count)
            throw new ArgumentException($"{what} of {shape} needs {shape.Count} values, but {given} were given", parameter);
    }

    /// <summary>How many images a span holds.</summary>
    public static int Images(int given, Shape shape, int capacity, string parameter)
    {
        int images = given / shape.Count;
        if (given == 0 || images * shape.Count != given)
            throw new ArgumentException($"images of {shape} take {shape.Count} floats each, but {given} floats were given, which is no whole number of images", parameter);
        if (images > capacity)
            throw new ArgumentException($"{images} images were given ({given} floats), but the network was built for at most {capacity} at once; pass a larger capacity to its constructor", parameter);
        return images;
    }
}
